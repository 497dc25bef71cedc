using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>
/// Builds DMARC records (RFC 9989, section 4.7), and those by which other domains agree to take the reports (RFC 9990,
/// section 4). Tags that say the default are left out.
/// </summary>
internal static class DmarcRecordBuilder
{
    /// <summary>The record, and behind it one for each other domain that is to get reports.</summary>
    public static IReadOnlyList<MailDnsRecordDraft> Build(RecordPlace place, DmarcDraft draft)
    {
        IReadOnlyList<ReportUri> aggregate = ReportUri.ParseAll(draft.AggregateReportTo, "AggregateReportTo");
        IReadOnlyList<ReportUri> failure = ReportUri.ParseAll(draft.FailureReportTo, "FailureReportTo");
        string text = string.Join("; ", Tags(draft, aggregate, failure));

        // Whether two domains have the same owner only the tree walk tells; a parent or child has, siblings may not.
        List<string> others = aggregate.Concat(failure).Select(static uri => uri.MailDomain!).Distinct()
            .Where(domain => !DomainName.IsAtOrBelow(domain, place.Domain) && !DomainName.IsAtOrBelow(place.Domain, domain))
            .ToList();
        var warnings = new List<string>(DmarcRecordParser.Parse(text).Problems.Select(static problem => problem.Code));
        warnings.AddRange(others.Select(static _ => "DMARC-REPORT-AUTHORIZATION-NEEDED"));
        warnings.AddRange(aggregate.Count == 0 ? ["DMARC-REPORTS-MISSING"] : []);

        var drafts = new List<MailDnsRecordDraft> { place.Text(MailDnsRecordType.Dmarc, "_dmarc", text, warnings) };
        drafts.AddRange(others.Select(other => place.For(other)
            .Text(MailDnsRecordType.Dmarc, $"{place.Domain}._report._dmarc", "v=DMARC1;", [])));
        return drafts;
    }

    private static IEnumerable<string> Tags(
        DmarcDraft draft, IReadOnlyList<ReportUri> aggregate, IReadOnlyList<ReportUri> failure)
    {
        yield return "v=DMARC1";
        yield return $"p={Write(draft.Policy)}";
        if (draft.SubdomainPolicy is { } subdomain)
        {
            yield return $"sp={Write(subdomain)}";
        }

        if (draft.NonexistentSubdomainPolicy is { } nonexistent)
        {
            yield return $"np={Write(nonexistent)}";
        }

        if (draft.DkimAlignment is DmarcAlignment.Strict)
        {
            yield return "adkim=s";
        }

        if (draft.SpfAlignment is DmarcAlignment.Strict)
        {
            yield return "aspf=s";
        }

        if (draft.IsPublicSuffixDomain)
        {
            yield return "psd=y";
        }

        if (draft.IsTesting)
        {
            yield return "t=y";
        }

        if (aggregate.Count > 0)
        {
            yield return $"rua={string.Join(",", aggregate.Select(static uri => uri.Text))}";
        }

        if (failure.Count > 0)
        {
            yield return $"ruf={string.Join(",", failure.Select(static uri => uri.Text))}";
        }
    }

    private static string Write(DmarcPolicy policy) => policy switch
    {
        DmarcPolicy.Reject => "reject",
        DmarcPolicy.Quarantine => "quarantine",
        _ => "none",
    };
}
