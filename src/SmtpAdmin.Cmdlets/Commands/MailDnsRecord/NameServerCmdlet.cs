using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>The base of the cmdlets that ask a name server and nobody else.</summary>
public abstract class NameServerCmdlet : AsyncCmdlet
{
    private DnsResolver? _resolver;

    /// <summary>The name server to ask, by UDP, TCP, TLS or HTTPS; the system's where none is named.</summary>
    [Parameter]
    [Alias("NameServer", "DnsServer")]
    public string? Server { get; set; }

    /// <summary>The name server's port, where -Server does not name one.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    /// <summary>How long one attempt to get an answer may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int TimeoutSec { get; set; } = 3;

    // Only with BeginAsync behind it.
    private protected IDnsResolver Resolver => _resolver!;

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken) =>
        _resolver = await CommandResolver.CreateAsync(Server, Port, TimeoutSec, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _resolver?.Dispose();
        }

        base.Dispose(disposing);
    }
}
