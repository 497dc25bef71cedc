using static SmtpAdmin.CheckStatus;
using static SmtpAdmin.FindingSeverity;

namespace SmtpAdmin.Core.Judging.Rules;

/// <summary>What the findings of the area mean.</summary>
internal static class DkimRules
{
    public static FindingRule[] All { get; } =
    [
        new("DKIM-MISSING", Fail, Medium,
            "The domain has no DKIM keys, so its messages cannot carry a signature that survives forwarding.",
            "Sign outgoing mail; New-MailDkimKey makes a key and its record."),
        new("DKIM-NOT-FOUND", Unknown, Info,
            "None of the selectors that were tried has a key; the domain may use others.",
            "Name the selector with -Selector: it stands in a message's DKIM-Signature as s=."),
        new("DKIM-SELECTOR-MISSING", Fail, Medium,
            "The selector that was named has no key, so signatures with it fail.",
            "Publish the key, or correct the selector."),
        new("DKIM-UNKNOWN", Unknown, Medium,
            "Whether the selector has a key could not be found out.",
            "Test again; look at the name servers if it stays."),
        new("DKIM-KEY-SHORT", Fail, High,
            "Receivers ignore signatures by RSA keys under 1024 bits (RFC 8301, section 3.2).",
            "Change to a key of 2048 bits."),
        new("DKIM-KEY-WEAK", Warn, Low,
            "Signers should use RSA keys of at least 2048 bits (RFC 8301, section 3.2).",
            "Change to a key of 2048 bits."),
        new("DKIM-TESTING", Warn, Low,
            "With the flag t=y receivers may treat the signature as if there were none (RFC 6376, section 3.6.1).",
            "Take the flag out once the signatures hold."),
        new("DKIM-MULTIPLE", Fail, Medium,
            "Several keys under one selector make signatures fail at random (RFC 6376, section 3.6.2.2).",
            "Leave one record."),
    ];
}
