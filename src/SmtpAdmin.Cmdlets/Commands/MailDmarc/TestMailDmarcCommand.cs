using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Evaluation.Dmarc;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Tests how DMARC treats a domain's mail, and with results of SPF or DKIM what becomes of a message.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MailDmarc")]
[OutputType(typeof(DmarcTestResult))]
public sealed class TestMailDmarcCommand : NameServerCmdlet
{
    private DmarcTester? _tester;

    /// <summary>The domains of the From field; an e-mail address stands for its domain.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "DomainName", "EmailAddress", "Mail")]
    public string[] Domain { get; set; } = [];

    /// <summary>The MAIL FROM domain of a message.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SpfDomain { get; set; }

    /// <summary>What SPF says of that domain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DmarcIdentifierResult SpfResult { get; set; } = DmarcIdentifierResult.Pass;

    /// <summary>The domains that signed a message.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? DkimDomain { get; set; }

    /// <summary>What DKIM says of the signatures, in the order of the domains; pass where there is none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DmarcIdentifierResult[]? DkimResult { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        await base.BeginAsync(pipeline, cancellationToken).ConfigureAwait(false);
        _tester = new DmarcTester(Resolver);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        IReadOnlyList<DmarcIdentifier> identifiers = Identifiers();
        foreach (string domain in Domain)
        {
            try
            {
                DmarcTestResult result =
                    await _tester!.TestAsync(domain, identifiers, cancellationToken).ConfigureAwait(false);
                await pipeline.WriteObjectAsync(result).ConfigureAwait(false);
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, domain).ConfigureAwait(false);
            }
        }
    }

    // A column of a CSV file without a value is an empty text, which names no domain.
    private List<DmarcIdentifier> Identifiers()
    {
        var identifiers = new List<DmarcIdentifier>();
        if (!string.IsNullOrWhiteSpace(SpfDomain))
        {
            identifiers.Add(new DmarcIdentifier(DmarcIdentifierKind.Spf, SpfDomain!, SpfResult));
        }

        for (int signature = 0; signature < DkimDomain?.Length; signature++)
        {
            if (!string.IsNullOrWhiteSpace(DkimDomain[signature]))
            {
                identifiers.Add(new DmarcIdentifier(
                    DmarcIdentifierKind.Dkim,
                    DkimDomain[signature],
                    signature < DkimResult?.Length ? DkimResult[signature] : DmarcIdentifierResult.Pass));
            }
        }

        return identifiers;
    }
}
