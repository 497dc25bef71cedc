using System.Collections.Generic;
using System.Linq;
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
public sealed class GetMailDnsRecordCommand : AsyncCmdlet
{
    private readonly LookupProgress _progress = new();
    private int _given;
    private bool _isAll;
    private OrderedWork<LookupResult>? _work;
    private DomainLookup? _lookup;
    private DnsResolver? _resolver;

    /// <summary>The domains; an e-mail address stands for its domain. Of an IP address the names are read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "DomainName", "EmailAddress", "Mail")]
    public string[] Domain { get; set; } = [];

    /// <summary>The kinds of records; all but Dnsbl where none is named.</summary>
    [Parameter(Position = 1)]
    public MailDnsRecordType[]? Type { get; set; }

    /// <summary>The DKIM selectors; where none is named, the common ones are tried.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DkimSelector")]
    [ArgumentCompleter(typeof(DkimSelectorCompleter))]
    public string[]? Selector { get; set; }

    /// <summary>The lists of bad senders to ask. Naming one asks for Dnsbl.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DnsblZoneCompleter))]
    public string[]? DnsblZone { get; set; }

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

    /// <summary>How many domains are read at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        _resolver = await CommandResolver.CreateAsync(Server, Port, TimeoutSec, cancellationToken).ConfigureAwait(false);
        try
        {
            _lookup = new DomainLookup(new MailDnsReader(_resolver, DnsblZone.Given()), Types);
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, DnsblZone));
        }

        _work = new OrderedWork<LookupResult>(ThrottleLimit, StopToken);
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _given = 0;
        Advance();
    }

    /// <inheritdoc/>
    protected override bool NeedsBlock => _given < Domain.Length;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        while (NeedsBlock)
        {
            await AdvanceAsync(pipeline).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        _isAll = true;
        while (_work!.HasNext)
        {
            await AdvanceAsync(pipeline).ConfigureAwait(false);
        }

        _progress.End(pipeline);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _work?.Dispose();
            _resolver?.Dispose();
        }

        base.Dispose(disposing);
    }

    private IReadOnlyList<MailDnsRecordType> Types
    {
        get
        {
            MailDnsRecordType[] types = Type is { Length: > 0 } ? Type : [MailDnsRecordType.All];
            return DnsblZone.Given().Count > 0 ? [.. types.Union([MailDnsRecordType.Dnsbl])] : types;
        }
    }

    private async Task AdvanceAsync(AsyncPipeline pipeline)
    {
        await _work!.WaitAsync().ConfigureAwait(false);
        await pipeline.InvokeAsync(_ => Advance()).ConfigureAwait(false);
    }

    // On the pipeline's thread, and as much at a time as can be done: a change of thread costs more than a result.
    private bool Advance()
    {
        while (true)
        {
            if (_work!.TryTake(out LookupResult? result))
            {
                Write(result);
                _progress.Show(this, _work.Finished, _work.Added, _isAll);
            }
            else if (NeedsBlock && !_work.IsFull)
            {
                Add(Domain[_given++]);
            }
            else
            {
                return NeedsBlock;
            }
        }
    }

    private void Add(string domain)
    {
        IReadOnlyList<string> selectors = Selector.Given();
        _work!.Add(stop => _lookup!.ReadAsync(domain, selectors, stop));
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
