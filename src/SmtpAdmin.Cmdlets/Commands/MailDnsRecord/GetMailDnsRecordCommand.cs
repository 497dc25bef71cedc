using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Reads the records that a domain's mail depends on, and tells apart what is missing from what is not known.</summary>
[Cmdlet(VerbsCommon.Get, "MailDnsRecord")]
[OutputType(
    typeof(MxRecord),
    typeof(SpfRecord),
    typeof(DkimRecord),
    typeof(DmarcRecord),
    typeof(MtaStsRecord),
    typeof(TlsRptRecord),
    typeof(TlsaRecord),
    typeof(BimiRecord),
    typeof(CaaRecord),
    typeof(PtrRecord),
    typeof(SrvRecord),
    typeof(AutodiscoverRecord),
    typeof(NsRecord),
    typeof(SoaRecord),
    typeof(DnssecRecord),
    typeof(DnsblRecord))]
public sealed class GetMailDnsRecordCommand : DomainsCmdlet
{
    private DomainLookup? _lookup;

    /// <summary>The kinds of records; all but Dnsbl where none is named.</summary>
    [Parameter(Position = 1)]
    public MailDnsRecordType[]? Type { get; set; }

    /// <summary>The lists of bad senders to ask. Naming one asks for Dnsbl.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DnsblZoneCompleter))]
    public string[]? DnsblZone { get; set; }

    /// <summary>How many domains are read at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    private protected override int Throttle => ThrottleLimit;

    private IReadOnlyList<MailDnsRecordType> Types
    {
        get
        {
            MailDnsRecordType[] types = Type is { Length: > 0 } ? Type : [MailDnsRecordType.All];
            return DnsblZone.Given().Count > 0 ? [.. types.Union([MailDnsRecordType.Dnsbl])] : types;
        }
    }

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        await base.BeginAsync(pipeline, cancellationToken).ConfigureAwait(false);
        try
        {
            _lookup = new DomainLookup(new MailDnsReader(Resolver, DnsblZone.Given()), Types);
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, DnsblZone));
        }
    }

    private protected override Func<CancellationToken, Task<Action>> CreateWork(string domain)
    {
        IReadOnlyList<string> selectors = Selector.Given();
        return async stop =>
        {
            LookupResult result = await _lookup!.ReadAsync(domain, selectors, stop).ConfigureAwait(false);
            return () => Write(result);
        };
    }

    private void Write(LookupResult result)
    {
        WriteObject(result.Records, enumerateCollection: true);
        if (result.Error is { } error)
        {
            WriteError(ErrorCatalog.CreateRecord(error, result.Item));
        }
    }
}
