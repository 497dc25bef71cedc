using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>Checks a message by DMARC (RFC 9989, section 5.3).</summary>
internal sealed class DmarcEvaluator
{
    // A message can carry any number of signatures; RFC 6376, section 6.1 lets a verifier look at some of them.
    private const int MaxIdentifiers = 20;

    private readonly DmarcTrace _trace;
    private readonly CachingDnsResolver _resolver;

    /// <summary>Makes an evaluator for one message; a question that comes up twice is asked once.</summary>
    public DmarcEvaluator(IDnsResolver resolver)
    {
        _trace = new DmarcTrace(resolver);
        _resolver = new CachingDnsResolver(_trace);
    }

    /// <summary>Checks a message. Failed questions are in the result, never an exception.</summary>
    /// <param name="authorDomains">The domains of the addresses in the From field.</param>
    /// <param name="identifiers">
    /// What SPF said of the MAIL FROM domain and DKIM of each signature; at most 20 of those that matter are looked at.
    /// </param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<DmarcTestResult> EvaluateAsync(
        IReadOnlyList<string> authorDomains,
        IReadOnlyList<DmarcIdentifier> identifiers,
        CancellationToken cancellationToken)
    {
        identifiers = [.. identifiers.Select(Clean)];

        // Section 5.3.1: without exactly one domain there is nothing to validate.
        string?[] domains = [.. authorDomains.Select(Normalize).Distinct()];
        if (domains is not [{ } domain])
        {
            return new DmarcTestResult
            {
                Verdict = domains.Length == 0 ? DmarcVerdict.None : DmarcVerdict.PermError,
                Identifiers = identifiers,
                Failure = domains.Length switch
                {
                    0 => "The From field names no domain.",
                    1 => "The From field names a domain that is not valid.",
                    _ => "The From field names more than one domain.",
                },
            };
        }

        DmarcFinding finding = await new DmarcPolicyFinder(_resolver).FindAsync(domain, cancellationToken)
            .ConfigureAwait(false);
        return finding.Applied?.Record is { Policy: not null } record
            ? await CheckAsync(domain, finding, record, identifiers, cancellationToken).ConfigureAwait(false)
            : Describe(domain, finding) with
            {
                Verdict = finding.Failure is null ? DmarcVerdict.None : DmarcVerdict.TempError,
                Identifiers = identifiers,
                Queries = _trace.Queries,
            };
    }

    private async Task<DmarcTestResult> CheckAsync(
        string domain,
        DmarcFinding finding,
        DmarcSyntax record,
        IReadOnlyList<DmarcIdentifier> identifiers,
        CancellationToken cancellationToken)
    {
        var aligner = new DmarcAligner(new DmarcTreeWalker(_resolver), domain, finding);
        var looked = new List<DmarcIdentifier>();
        int aligned = 0;
        foreach (DmarcIdentifier identifier in identifiers)
        {
            DmarcAlignment mode = identifier.Kind == DmarcIdentifierKind.Spf
                ? record.SpfAlignment
                : record.DkimAlignment;
            bool matters = Matters(identifier) && aligned++ < MaxIdentifiers;
            looked.Add(matters
                ? await aligner.AlignAsync(identifier, mode, cancellationToken).ConfigureAwait(false)
                : identifier);
        }

        DmarcVerdict verdict = Judge(looked, finding);
        return Describe(domain, finding) with
        {
            Verdict = verdict,
            Disposition = verdict switch
            {
                DmarcVerdict.Pass => DmarcPolicy.None,
                DmarcVerdict.Fail => finding.EffectivePolicy,
                _ => null,
            },
            OrganizationalDomain = aligner.OrganizationalDomain,
            Identifiers = looked,
            Queries = _trace.Queries,
            Failure = verdict == DmarcVerdict.TempError
                ? finding.Failure ?? "Whether an authenticated domain is aligned is not known."
                : null,
        };
    }

    // Section 5.3.6: a message whose questions did not all get an answer neither passes nor fails. One aligned pass is
    // enough for a pass, whatever the others are.
    private static DmarcVerdict Judge(List<DmarcIdentifier> identifiers, DmarcFinding finding)
    {
        DmarcIdentifier[] mattering = [.. identifiers.Where(Matters)];
        if (Array.Exists(mattering, static i => i is { Result: DmarcIdentifierResult.Pass, IsAligned: true }))
        {
            return DmarcVerdict.Pass;
        }

        bool isOpen = finding.Failure is not null
            || mattering.Take(MaxIdentifiers).Any(static identifier => identifier.IsAligned != false);
        return isOpen ? DmarcVerdict.TempError : DmarcVerdict.Fail;
    }

    private static DmarcTestResult Describe(string domain, DmarcFinding finding) => new()
    {
        Domain = domain,
        Verdict = DmarcVerdict.None,
        EffectivePolicy = finding.EffectivePolicy,
        Policy = finding.Policy,
        PolicyTag = finding.PolicyTag,
        PolicyDomain = finding.Applied?.Domain,
        PolicySource = finding.Source,
        OrganizationalDomain = finding.OrganizationalDomain,
        IsTesting = finding.Applied?.Record?.IsTesting ?? false,
        DkimAlignment = finding.Applied?.Record?.DkimAlignment,
        SpfAlignment = finding.Applied?.Record?.SpfAlignment,
        Record = finding.Applied?.Texts[0],
        Problems = finding.Applied?.Record?.Problems ?? [],
        Failure = finding.Failure,
    };

    // A check that did not pass authenticates nothing; one that could not be made might have.
    private static bool Matters(DmarcIdentifier identifier) =>
        identifier.Result is DmarcIdentifierResult.Pass or DmarcIdentifierResult.TempError;

    // A signature's domain is whatever the message says, and is shown to people.
    private static DmarcIdentifier Clean(DmarcIdentifier identifier) =>
        identifier with { Domain = Normalize(identifier.Domain) ?? EscapedText.Shorten(identifier.Domain) };

    private static string? Normalize(string domain) => DomainName.TryParse(domain, out string? name) ? name : null;
}
