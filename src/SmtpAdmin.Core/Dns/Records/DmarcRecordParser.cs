using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// Reads DMARC records (RFC 9989, sections 4.7 and 4.8). A tag with a value that is not allowed counts as missing,
/// save for the policies; unknown tags are kept and ignored. The tags that RFC 9989 dropped are noted, their values are not looked at.
/// </summary>
internal static class DmarcRecordParser
{
    private static readonly string[] s_obsolete = ["pct", "rf", "ri"];

    /// <summary>Whether a text is a DMARC record: <c>v=DMARC1</c>, in this case, comes first (section 4.7).</summary>
    public static bool IsDmarc(string text)
    {
        int end = text.IndexOf(';');
        string first = end < 0 ? text : text.Substring(0, end);
        TagList tags = TagList.Parse(first, "DMARC", StringComparison.OrdinalIgnoreCase, new ProblemList());
        return tags.Tags is [{ Value: "DMARC1" } tag]
            && string.Equals(tag.Name, "v", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a record.</summary>
    public static DmarcSyntax Parse(string text)
    {
        var problems = new ProblemList();
        TagList tags = TagList.Parse(text, "DMARC", StringComparison.OrdinalIgnoreCase, problems);
        if (!IsDmarc(text))
        {
            problems.Add("DMARC-VERSION-INVALID", 0, text);
        }

        CheckOtherTags(tags, problems);
        IReadOnlyList<string> aggregate = DmarcReportUris.Parse(tags.Find("rua"), problems);
        var values = new DmarcValues(tags, problems);
        var record = new DmarcSyntax
        {
            Policy = values.Policy("p"),
            SubdomainPolicy = values.Policy("sp"),
            NonexistentSubdomainPolicy = values.Policy("np"),
            DkimAlignment = values.Alignment("adkim"),
            SpfAlignment = values.Alignment("aspf"),
            IsTesting = values.OneOf("t", "y", "n") == "y",
            PublicSuffix = values.PublicSuffix(),
            AggregateReportUris = aggregate,
            FailureReportUris = DmarcReportUris.Parse(tags.Find("ruf"), problems),
            Tags = tags.Tags.ToDictionary(static tag => tag.Name.ToLowerInvariant(), static tag => tag.Value),
        };
        return WithoutInvalidPolicies(record, tags, problems) with { Problems = problems.Problems };
    }

    // Section 4.10.1: where p is missing, or p, sp or np is not valid, the record means p=none if it names a valid rua,
    // and nothing if not.
    private static DmarcSyntax WithoutInvalidPolicies(DmarcSyntax record, TagList tags, ProblemList problems)
    {
        bool others = (record.SubdomainPolicy is not null || tags.Find("sp") is null)
            && (record.NonexistentSubdomainPolicy is not null || tags.Find("np") is null);
        if (record.Policy is not null && others)
        {
            return record;
        }

        bool hasReports = record.AggregateReportUris.Count > 0;
        if (!hasReports && tags.Find("p") is null)
        {
            problems.Add("DMARC-POLICY-MISSING", 0, string.Empty);
        }

        return record with
        {
            Policy = hasReports ? DmarcPolicy.None : null,
            SubdomainPolicy = null,
            NonexistentSubdomainPolicy = null,
        };
    }

    private static bool IsObsolete(Tag tag) => s_obsolete.Contains(tag.Name, StringComparer.OrdinalIgnoreCase);

    private static void CheckOtherTags(TagList tags, ProblemList problems)
    {
        foreach (Tag tag in tags.Tags.Where(IsObsolete))
        {
            problems.Add("DMARC-TAG-OBSOLETE", tag.Position, tag.ToString());
        }

        // fo is a list of options between colons.
        if (tags.Find("fo") is { } options
            && !TagList.Split(options.Value, ':').All(static o => o is "0" or "1" or "d" or "s" or "D" or "S"))
        {
            problems.Add("DMARC-VALUE-INVALID", options.Position, options.ToString());
        }
    }
}
