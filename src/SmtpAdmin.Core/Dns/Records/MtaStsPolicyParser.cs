using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// Reads MTA-STS policy files (RFC 8461, section 3.2). Of a field that comes twice the first counts, but for mx. A file
/// that breaks the grammar is no policy. Three mistakes are noted and change nothing, as senders overlook them too: a
/// field that comes twice, an empty line, and an age beyond the maximum, which then is the maximum.
/// </summary>
internal static class MtaStsPolicyParser
{
    private const int MaxAgeSeconds = 31_557_600;

    private static readonly char[] s_whiteSpace = [' ', '\t'];

    private static readonly string[] s_harmless =
        ["MTASTS-POLICY-FIELD-DUPLICATE", "MTASTS-POLICY-LINE-EMPTY", "MTASTS-POLICY-AGE-TOO-LONG"];

    /// <summary>Reads a file; lines end with CRLF or LF.</summary>
    public static MtaStsPolicy Parse(string text)
    {
        var problems = new ProblemList();
        string raw = EscapedLines(text);
        List<Tag> fields = ReadFields(raw, problems);
        string? mode = Find(fields, "mode", problems)?.Value;
        List<string> mx = ReadMx(fields, problems);
        if (Find(fields, "version", problems)?.Value is { } version && version != "STSv1")
        {
            problems.Add("MTASTS-POLICY-VERSION-INVALID", 0, version);
        }

        MtaStsMode? parsed = ReadMode(mode, problems);
        TimeSpan? maxAge = ReadMaxAge(Find(fields, "max_age", problems), problems);
        if (mx.Count == 0 && parsed is MtaStsMode.Testing or MtaStsMode.Enforce)
        {
            problems.Add("MTASTS-POLICY-MX-MISSING", 0, string.Empty);
        }

        return new MtaStsPolicy
        {
            Mode = parsed,
            Mx = mx,
            MaxAge = maxAge,
            Extensions = ReadExtensions(fields, problems),
            IsValid = problems.Problems.All(static problem => s_harmless.Contains(problem.Code)),
            Raw = raw,
            Problems = problems.Problems,
        };
    }

    // sts-policy-term = LF / CRLF
    private static string EscapedLines(string text) =>
        string.Join("\n", text.Replace("\r\n", "\n").Split('\n').Select(EscapedText.Escape));

    // sts-policy-field = name ":" *WSP value *WSP
    private static List<Tag> ReadFields(string raw, ProblemList problems)
    {
        var fields = new List<Tag>();
        string[] lines = raw.Split('\n');
        int start = 0;
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index];
            int colon = line.IndexOf(':');
            string name = colon < 0 ? string.Empty : line.Substring(0, colon);
            if (FieldList.IsName(name))
            {
                fields.Add(new Tag(name, line.Substring(colon + 1).Trim(s_whiteSpace), start, start + colon + 1));
            }
            else if (line.Trim(s_whiteSpace).Length > 0)
            {
                problems.Add("MTASTS-POLICY-LINE-INVALID", start, line);
            }
            else if (index < lines.Length - 1)
            {
                problems.Add("MTASTS-POLICY-LINE-EMPTY", start, line);
            }

            start += line.Length + 1;
        }

        return fields;
    }

    private static Tag? Find(List<Tag> fields, string name, ProblemList problems)
    {
        Tag[] found = [.. fields.Where(field => field.Name == name)];
        foreach (Tag duplicate in found.Skip(1))
        {
            problems.Add("MTASTS-POLICY-FIELD-DUPLICATE", duplicate.Position, Show(duplicate));
        }

        if (found.Length == 0)
        {
            problems.Add("MTASTS-POLICY-FIELD-MISSING", 0, name);
        }

        return found.FirstOrDefault();
    }

    private static MtaStsMode? ReadMode(string? mode, ProblemList problems)
    {
        switch (mode)
        {
            case "none":
                return MtaStsMode.None;
            case "testing":
                return MtaStsMode.Testing;
            case "enforce":
                return MtaStsMode.Enforce;
            case null:
                return null;
            default:
                problems.Add("MTASTS-POLICY-MODE-INVALID", 0, mode);
                return null;
        }
    }

    // sts-policy-max-age-value = 1*10(DIGIT)
    private static TimeSpan? ReadMaxAge(Tag? field, ProblemList problems)
    {
        if (field is null)
        {
            return null;
        }

        if (field.Value.Length is 0 or > 10 || !field.Value.All(AsciiText.IsDigit))
        {
            problems.Add("MTASTS-POLICY-AGE-INVALID", field.Position, Show(field));
            return null;
        }

        long seconds = long.Parse(field.Value, NumberStyles.None, CultureInfo.InvariantCulture);
        if (seconds > MaxAgeSeconds)
        {
            problems.Add("MTASTS-POLICY-AGE-TOO-LONG", field.Position, Show(field));
        }

        return TimeSpan.FromSeconds(Math.Min(seconds, MaxAgeSeconds));
    }

    // sts-policy-mx-value = ["*."] Domain
    private static List<string> ReadMx(List<Tag> fields, ProblemList problems)
    {
        var patterns = new List<string>();
        foreach (Tag field in fields.Where(static field => field.Name == "mx"))
        {
            bool isWildcard = field.Value.StartsWith("*.", StringComparison.Ordinal);
            string name = isWildcard ? field.Value.Substring(2) : field.Value;
            // The parser also takes addresses, final dots and names beyond ASCII, which have no place here.
            if (DomainName.TryParse(name, out string? domain)
                && domain.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                patterns.Add(isWildcard ? "*." + domain : domain);
            }
            else
            {
                problems.Add("MTASTS-POLICY-MX-INVALID", field.Position, Show(field));
            }
        }

        return patterns;
    }

    private static Dictionary<string, string> ReadExtensions(List<Tag> fields, ProblemList problems)
    {
        var extensions = new Dictionary<string, string>();
        foreach (Tag field in fields.Where(static field => field.Name is not ("version" or "mode" or "mx" or "max_age")))
        {
            if (field.Value.Length == 0)
            {
                problems.Add("MTASTS-POLICY-LINE-INVALID", field.Position, Show(field));
            }
            else if (!extensions.ContainsKey(field.Name))
            {
                extensions.Add(field.Name, field.Value);
            }
        }

        return extensions;
    }

    private static string Show(Tag field) => $"{field.Name}: {field.Value}";
}
