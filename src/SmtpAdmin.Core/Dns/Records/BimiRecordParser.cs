using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// Reads BIMI assertion records (draft-brand-indicators-for-message-identification, section 4.3). Unknown tags are
/// ignored. A record whose l and a are empty declines to take part.
/// </summary>
internal static class BimiRecordParser
{
    private const string Version = "BIMI1";

    /// <summary>Whether a text is a BIMI record: its version, in this case, comes first.</summary>
    public static bool IsBimi(string text) => FirstTag(text) is { Name: "v", Value: Version };

    /// <summary>
    /// Whether a text was meant to be one: it begins with a version of BIMI, in whatever case. It is no record.
    /// </summary>
    public static bool IsMeant(string text) =>
        FirstTag(text) is { } tag && tag.Name is "v" or "V"
        && tag.Value.StartsWith("BIMI", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a record.</summary>
    public static BimiSyntax Parse(string text)
    {
        var problems = new ProblemList();
        TagList tags = TagList.Parse(text, "BIMI", StringComparison.OrdinalIgnoreCase, problems);
        if (!IsBimi(text))
        {
            problems.Add("BIMI-VERSION-INVALID", 0, text);
            return new BimiSyntax { Problems = problems.Problems };
        }

        Tag? logo = tags.Find("l");
        Tag? evidence = tags.Find("a");
        Tag? localParts = tags.Find("lps");
        bool hasEvidence = evidence is not (null or { Value: "" });
        if (logo is null || (logo.Value.Length == 0 && hasEvidence))
        {
            // l is required, and it is empty only in a record that declines.
            problems.Add("BIMI-LOCATION-MISSING", logo?.Position ?? 0, logo?.ToString() ?? string.Empty);
        }

        return new BimiSyntax
        {
            LogoUri = ReadUri(logo, problems),
            EvidenceUri = ReadUri(evidence, problems),
            IsDeclined = logo is { Value: "" } && !hasEvidence,
            AvatarPreference = ReadPreference(tags.Find("avp"), problems),
            LocalPartSelectors = ReadSelectors(localParts, problems),
            HasLocalPartSelectors = localParts is not null,
            Problems = problems.Problems,
        };
    }

    private static Tag? FirstTag(string text)
    {
        int end = text.IndexOf(';');
        string first = end < 0 ? text : text.Substring(0, end);
        TagList tags = TagList.Parse(first, "BIMI", StringComparison.OrdinalIgnoreCase, new ProblemList());
        return tags.Tags is [{ } tag, ..] ? tag : null;
    }

    // bimi-uri: the only transport is https, and a comma or semicolon in the address is percent-encoded.
    private static string? ReadUri(Tag? tag, ProblemList problems)
    {
        if (tag is null or { Value: "" })
        {
            return null;
        }

        if (tag.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && tag.Value.All(static c => AsciiText.IsVisible(c) && c != ',')
            && Uri.TryCreate(tag.Value, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0)
        {
            return tag.Value;
        }

        problems.Add("BIMI-URI-INVALID", tag.Position, tag.ToString());
        return null;
    }

    private static string ReadPreference(Tag? tag, ProblemList problems)
    {
        switch (tag?.Value.ToLowerInvariant())
        {
            case null or "brand":
                return "brand";
            case "personal":
                return "personal";
            default:
                problems.Add("BIMI-VALUE-INVALID", tag!.Position, tag.ToString());
                return "brand";
        }
    }

    // local-part-prefix = 1*63local-part-text ; local-part-text = ALPHA / DIGIT / "-" ; a list between commas
    private static IReadOnlyList<string> ReadSelectors(Tag? tag, ProblemList problems)
    {
        if (tag is null or { Value: "" })
        {
            return [];
        }

        IReadOnlyList<string> names = TagList.Split(tag.Value, ',');
        if (names.All(static n => n.Length is > 0 and <= 63 && n.All(static c => AsciiText.IsLetterOrDigit(c) || c == '-')))
        {
            return [.. names.Select(static name => name.ToLowerInvariant())];
        }

        problems.Add("BIMI-VALUE-INVALID", tag.Position, tag.ToString());
        return [];
    }
}
