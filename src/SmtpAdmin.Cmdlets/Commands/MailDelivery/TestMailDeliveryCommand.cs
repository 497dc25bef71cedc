using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Evaluation.Delivery;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Tests whether a sender that honours DANE and MTA-STS can deliver to a domain.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MailDelivery")]
[OutputType(typeof(MailDeliveryResult))]
public sealed class TestMailDeliveryCommand : AsyncCmdlet
{
    private DnsResolver? _resolver;
    private MailDeliveryTester? _tester;

    /// <summary>The domains; an e-mail address stands for its domain.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "DomainName", "EmailAddress", "Mail")]
    public string[] Domain { get; set; } = [];

    /// <summary>The port at which the mail exchangers are tried.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    [ArgumentCompleter(typeof(SmtpPortCompleter))]
    public int Port { get; set; } = 25;

    /// <summary>The name server to ask, by UDP, TCP, TLS or HTTPS; the system's where none is named.</summary>
    [Parameter]
    [Alias("NameServer")]
    public string? DnsServer { get; set; }

    /// <summary>The name to greet the servers with; the machine's where none is given.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?$")]
    public string? EhloName { get; set; }

    /// <summary>How long each step of a connection may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 15;

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        var options = new MailDeliveryOptions
        {
            Port = Port,
            LocalName = EhloName,
            StepTimeout = TimeSpan.FromSeconds(TimeoutSec),
        };
        _resolver = await CommandResolver.CreateAsync(DnsServer, port: null, timeoutSec: null, cancellationToken)
            .ConfigureAwait(false);
        _tester = new MailDeliveryTester(_resolver, static cached => new MtaStsHttpSource(cached), options);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (string domain in Domain)
        {
            try
            {
                MailDeliveryResult result = await _tester!.TestAsync(domain, cancellationToken).ConfigureAwait(false);
                await pipeline.WriteObjectAsync(result).ConfigureAwait(false);
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, domain).ConfigureAwait(false);
            }
        }
    }

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
