using System;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>Reads CAA records (RFC 8659, section 4; RFC 9495).</summary>
internal static class CaaParser
{
    private const byte Critical = 0x80;

    // IANA, "Certification Authority Restriction Properties".
    private static readonly string[] s_known =
        ["issue", "issuewild", "issuemail", "issuevmc", "iodef", "contactemail", "contactphone"];

    /// <summary>Reads a record.</summary>
    public static CaaProperty Parse(byte flags, string tag, string value)
    {
        string lower = EscapedText.Escape(tag).ToLowerInvariant();
        string prefix = FormattableString.Invariant($"{flags} {EscapedText.Escape(tag)} \"");
        var problems = new ProblemList();
        var property = new CaaProperty
        {
            Raw = $"{prefix}{value}\"",
            Tag = lower,
            IsCritical = (flags & Critical) != 0,
        };

        // "Bits 1-7 ... MUST be unset by issuers of records": they are reserved.
        if ((flags & ~Critical) != 0)
        {
            problems.Add("CAA-FLAGS-RESERVED", 0, FormattableString.Invariant($"{flags}"));
        }

        CheckTag(property, tag, problems);
        if (lower is "issue" or "issuewild" or "issuemail" or "issuevmc")
        {
            CaaIssuer issuer = CaaIssuer.Parse(value, prefix.Length, problems);
            property = property with { Issuer = issuer.Name, Parameters = issuer.Parameters };
        }
        else if (lower == "iodef" && !IsReportAddress(value))
        {
            problems.Add("CAA-IODEF-INVALID", prefix.Length, value);
        }

        return property with { Problems = problems.Problems };
    }

    // "Tag: ... ASCII characters A-Z, a-z and 0-9"; an unknown critical property forbids issuance (section 4.1).
    private static void CheckTag(CaaProperty property, string tag, ProblemList problems)
    {
        int position = property.Raw.IndexOf(' ') + 1;
        if (tag.Length == 0 || !Array.TrueForAll(tag.ToCharArray(), AsciiText.IsLetterOrDigit))
        {
            problems.Add("CAA-TAG-INVALID", position, tag);
        }
        else if (!s_known.Contains(property.Tag))
        {
            problems.Add(property.IsCritical ? "CAA-TAG-UNKNOWN-CRITICAL" : "CAA-TAG-UNKNOWN", position, tag);
        }
    }

    // Section 4.4: mailto, http or https.
    private static bool IsReportAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "mailto" or "http" or "https"
        && (uri.Scheme != "mailto" || value.IndexOf('@') > 0);
}
