using System;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>Why a server answers as it does (RFC 8914). It is a hint, and the text is the server's own.</summary>
internal sealed record ExtendedDnsError(int Code, string Text)
{
    private const int MaxTextLength = 200;

    // RFC 8914, section 5.2, in the order of the codes.
    private static readonly string[] s_names =
    [
        "Other", "Unsupported DNSKEY Algorithm", "Unsupported DS Digest Type", "Stale Answer", "Forged Answer",
        "DNSSEC Indeterminate", "DNSSEC Bogus", "Signature Expired", "Signature Not Yet Valid", "DNSKEY Missing",
        "RRSIGs Missing", "No Zone Key Bit Set", "NSEC Missing", "Cached Error", "Not Ready", "Blocked", "Censored",
        "Filtered", "Prohibited", "Stale NXDOMAIN Answer", "Not Authoritative", "Not Supported",
        "No Reachable Authority", "Network Error", "Invalid Data",
    ];

    /// <summary>Whether it says that DNSSEC validation failed.</summary>
    public bool IsBogus => Code is >= 6 and <= 12;

    /// <summary>Whether it leaves open why the server failed: validation may be the reason.</summary>
    public bool SaysNoReason => Code is 0 or 5 or 13;

    /// <inheritdoc/>
    public override string ToString()
    {
        string name = Code < s_names.Length ? s_names[Code] : "unknown";
        string text = PrintableText.From(Text, MaxTextLength);
        return FormattableString.Invariant($"{name}, EDE {Code}") + (text.Length > 0 ? $": {text}" : string.Empty);
    }
}
