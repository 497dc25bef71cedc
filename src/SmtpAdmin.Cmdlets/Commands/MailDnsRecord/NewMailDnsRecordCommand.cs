using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Dns.Building;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Builds mail DNS records, ready to publish. Nothing is published and nothing is asked.</summary>
[Cmdlet(VerbsCommon.New, "MailDnsRecord", DefaultParameterSetName = SpfSet)]
[OutputType(typeof(MailDnsRecordDraft))]
public sealed class NewMailDnsRecordCommand : AsyncCmdlet
{
    private const string SpfSet = "Spf";
    private const string DmarcSet = "Dmarc";
    private const string MtaStsSet = "MtaSts";
    private const string TlsRptSet = "TlsRpt";
    private const string DkimSet = "Dkim";
    private const string DkimFileSet = "DkimFile";
    private const string BimiSet = "Bimi";
    private const string NullMxSet = "NullMx";

    private string? _keyPath;

    /// <summary>The domains; an e-mail address stands for its domain.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("DomainName", "EmailAddress")]
    public string[] Domain { get; set; } = [];

    /// <summary>Builds an SPF record.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SpfSet)]
    public SwitchParameter Spf { get; set; }

    /// <summary>Domains whose SPF records name senders of this one.</summary>
    [Parameter(ParameterSetName = SpfSet)]
    public string[]? Include { get; set; }

    /// <summary>Addresses and networks that may send.</summary>
    [Parameter(ParameterSetName = SpfSet)]
    [Alias("IpAddress")]
    public string[]? Ip { get; set; }

    /// <summary>Whether the domain's own addresses may send.</summary>
    [Parameter(ParameterSetName = SpfSet)]
    public SwitchParameter A { get; set; }

    /// <summary>Whether the domain's mail exchangers may send.</summary>
    [Parameter(ParameterSetName = SpfSet)]
    public SwitchParameter Mx { get; set; }

    /// <summary>The domain whose SPF record holds for this one.</summary>
    [Parameter(ParameterSetName = SpfSet)]
    public string? Redirect { get; set; }

    /// <summary>What holds for all other senders.</summary>
    [Parameter(ParameterSetName = SpfSet)]
    [ValidateSet("SoftFail", "Fail", "Neutral")]
    public string? All { get; set; }

    /// <summary>Builds a DMARC record.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DmarcSet)]
    public SwitchParameter Dmarc { get; set; }

    /// <summary>The policy for the domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DmarcSet)]
    public DmarcPolicy Policy { get; set; }

    /// <summary>The policy for subdomains that exist.</summary>
    [Parameter(ParameterSetName = DmarcSet)]
    public DmarcPolicy? SubdomainPolicy { get; set; }

    /// <summary>The policy for subdomains that do not exist.</summary>
    [Parameter(ParameterSetName = DmarcSet)]
    public DmarcPolicy? NonexistentSubdomainPolicy { get; set; }

    /// <summary>The addresses that get aggregate reports.</summary>
    [Parameter(ParameterSetName = DmarcSet)]
    public string[]? AggregateReportTo { get; set; }

    /// <summary>The addresses that get failure reports.</summary>
    [Parameter(ParameterSetName = DmarcSet)]
    public string[]? FailureReportTo { get; set; }

    /// <summary>How DKIM domains are aligned.</summary>
    [Parameter(ParameterSetName = DmarcSet)]
    public DmarcAlignment? DkimAlignment { get; set; }

    /// <summary>How SPF domains are aligned.</summary>
    [Parameter(ParameterSetName = DmarcSet)]
    public DmarcAlignment? SpfAlignment { get; set; }

    /// <summary>Whether the domain is a public suffix.</summary>
    [Parameter(ParameterSetName = DmarcSet)]
    public SwitchParameter PublicSuffixDomain { get; set; }

    /// <summary>Whether the policy or the key is only tested.</summary>
    [Parameter(ParameterSetName = DmarcSet)]
    [Parameter(ParameterSetName = DkimSet)]
    [Parameter(ParameterSetName = DkimFileSet)]
    public SwitchParameter Testing { get; set; }

    /// <summary>Builds an MTA-STS record and its policy.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MtaStsSet)]
    public SwitchParameter MtaSts { get; set; }

    /// <summary>The policy's id.</summary>
    [Parameter(ParameterSetName = MtaStsSet)]
    public string? Id { get; set; }

    /// <summary>What senders do with a server that does not fit the policy.</summary>
    [Parameter(ParameterSetName = MtaStsSet)]
    [ValidateSet("Testing", "Enforce", "None")]
    public string Mode { get; set; } = "Testing";

    /// <summary>The mail exchangers.</summary>
    [Parameter(ParameterSetName = MtaStsSet)]
    public string[]? MxHost { get; set; }

    /// <summary>How long senders keep the policy, in seconds.</summary>
    [Parameter(ParameterSetName = MtaStsSet)]
    public int MaxAge { get; set; } = 604800;

    /// <summary>Builds a TLS-RPT record.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TlsRptSet)]
    public SwitchParameter TlsRpt { get; set; }

    /// <summary>The addresses that get reports about TLS.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TlsRptSet)]
    public string[] ReportTo { get; set; } = [];

    /// <summary>Builds a DKIM key record.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DkimSet)]
    [Parameter(Mandatory = true, ParameterSetName = DkimFileSet)]
    public SwitchParameter Dkim { get; set; }

    /// <summary>The selector.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DkimSet)]
    [Parameter(Mandatory = true, ParameterSetName = DkimFileSet)]
    [Parameter(ParameterSetName = BimiSet)]
    [ArgumentCompleter(typeof(DkimSelectorCompleter))]
    public string Selector { get; set; } = "default";

    /// <summary>The public key, as PEM or base64.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DkimSet)]
    public string? PublicKey { get; set; }

    /// <summary>The file of the key, the public or the private one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DkimFileSet)]
    public string? KeyPath { get; set; }

    /// <summary>Builds a BIMI record.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BimiSet)]
    public SwitchParameter Bimi { get; set; }

    /// <summary>Where the logo is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BimiSet)]
    public string? LogoUri { get; set; }

    /// <summary>Where the logo's certificate is.</summary>
    [Parameter(ParameterSetName = BimiSet)]
    public string? EvidenceUri { get; set; }

    /// <summary>Builds a null MX, for domains that take no mail.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NullMxSet)]
    public SwitchParameter NullMx { get; set; }

    /// <summary>The zone that holds the record.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ZoneName { get; set; }

    /// <summary>How long resolvers may keep the record, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 604800)]
    public int TimeToLiveSec { get; set; } = 3600;

    /// <inheritdoc/>
    protected override void Prepare()
    {
        try
        {
            _keyPath = KeyPath is null ? null : FilePath.Resolve(SessionState, KeyPath, ErrorKind.SigningKeyInvalid);
        }
        catch (SmtpAdminException exception)
        {
            ThrowTerminatingError(ErrorCatalog.CreateRecord(exception, KeyPath));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (string domain in Domain)
        {
            try
            {
                var place = new RecordPlace(domain, ZoneName, TimeSpan.FromSeconds(TimeToLiveSec));
                await pipeline.WriteObjectAsync(Build(place), enumerateCollection: true).ConfigureAwait(false);
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, domain).ConfigureAwait(false);
            }
        }
    }

    private IReadOnlyList<MailDnsRecordDraft> Build(RecordPlace place) => ParameterSetName switch
    {
        DmarcSet => DmarcRecordBuilder.Build(place, DmarcDraft()),
        MtaStsSet => [MtaStsRecordBuilder.Build(place, MtaStsDraft(), DateTimeOffset.UtcNow)],
        TlsRptSet => [TlsRptRecordBuilder.Build(place, ReportTo)],
        DkimSet => [DkimRecordBuilder.Build(place, Selector, DkimPublicKey.Parse(PublicKey), Testing)],
        DkimFileSet => [DkimRecordBuilder.Build(place, Selector, DkimPublicKey.Read(_keyPath!), Testing)],
        BimiSet => [BimiRecordBuilder.Build(place, Selector, LogoUri!, EvidenceUri)],
        NullMxSet => [place.NullMx()],
        _ => [SpfRecordBuilder.Build(place, SpfDraft())],
    };

    private SpfDraft SpfDraft() => new()
    {
        Include = Include ?? [],
        Ip = Ip ?? [],
        A = A,
        Mx = Mx,
        Redirect = Redirect,
        All = All?.ToUpperInvariant() switch { "FAIL" => '-', "SOFTFAIL" => '~', "NEUTRAL" => '?', _ => null },
    };

    private DmarcDraft DmarcDraft() => new()
    {
        Policy = Policy,
        SubdomainPolicy = SubdomainPolicy,
        NonexistentSubdomainPolicy = NonexistentSubdomainPolicy,
        AggregateReportTo = AggregateReportTo ?? [],
        FailureReportTo = FailureReportTo ?? [],
        DkimAlignment = DkimAlignment,
        SpfAlignment = SpfAlignment,
        IsTesting = Testing,
        IsPublicSuffixDomain = PublicSuffixDomain,
    };

    private MtaStsDraft MtaStsDraft() => new()
    {
        Id = Id,
        Mode = Mode.ToLowerInvariant(),
        MxHost = MxHost ?? [],
        MaxAge = MaxAge,
    };
}
