using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Reads the records that a domain's mail depends on, and tells apart what is missing from what is not known.</summary>
[Cmdlet(VerbsCommon.Get, "MailDnsRecord")]
[OutputType(typeof(MxRecord), typeof(SpfRecord), typeof(DkimRecord), typeof(DmarcRecord))]
public sealed class GetMailDnsRecordCommand : AsyncCmdlet
{
    private MailDnsReader? _reader;

    /// <summary>The domains; an e-mail address stands for its domain.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "DomainName", "EmailAddress", "Mail")]
    public string[] Domain { get; set; } = [];

    /// <summary>The kinds of records; all where none is named.</summary>
    [Parameter(Position = 1)]
    public MailDnsRecordType[]? Type { get; set; }

    /// <summary>The DKIM selectors; where none is named, the common ones are tried.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DkimSelector")]
    [ArgumentCompleter(typeof(DkimSelectorCompleter))]
    public string[]? Selector { get; set; }

    /// <summary>The name server to ask; the system's where none is named.</summary>
    [Parameter]
    [Alias("NameServer", "DnsServer")]
    public SmtpEndpoint? Server { get; set; }

    /// <summary>The name server's port, where -Server does not name one.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 53;

    /// <summary>How long one attempt to get an answer may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int TimeoutSec { get; set; } = 3;

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        DnsResolverOptions options = new()
        {
            Server = Server is null ? null : new SmtpEndpoint(Server.Host, Server.Port ?? Port).ToString(),
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
        };
        try
        {
            _reader = new MailDnsReader(
                await DnsResolverFactory.CreateAsync(options, TimeProvider.System, cancellationToken).ConfigureAwait(false));
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, Server?.ToString()));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (string domain in Domain)
        {
            try
            {
                IReadOnlyList<MailDnsRecord> records =
                    await _reader!.ReadAsync(domain, Type ?? [], Selector.Given(), cancellationToken).ConfigureAwait(false);
                await pipeline.WriteObjectAsync(records, enumerateCollection: true).ConfigureAwait(false);
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, domain).ConfigureAwait(false);
            }
        }
    }
}
