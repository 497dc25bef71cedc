using static SmtpAdmin.CheckStatus;
using static SmtpAdmin.FindingSeverity;

namespace SmtpAdmin.Core.Judging.Rules;

/// <summary>What the findings of the area mean.</summary>
internal static class DnsRules
{
    public static FindingRule[] All { get; } =
    [
        new("DNSSEC-BOGUS", Fail, Critical,
            "Resolvers that validate do not answer for the domain at all.",
            "Repair the signatures, or remove the DS record at the parent."),
        new("DNSSEC-MISSING", Warn, Low,
            "Answers for the domain can be forged, and DANE cannot be used.",
            "Sign the zone and have the DS record published."),
        new("DNSSEC-UNKNOWN", Unknown, Info,
            "The resolver that was asked does not validate, or did not answer.",
            "Ask a resolver that validates, with -Server."),
        new("NS-SINGLE", Warn, Medium,
            "With one name server the domain is gone when that one is (RFC 2182, section 5).",
            "Add a second name server in another network."),
        new("NS-UNKNOWN", Unknown, Low,
            "The domain's name servers could not be found out.",
            "Test again."),
        new("PTR-MISSING", Warn, Low,
            "Many receivers refuse mail from an address without a name; this one belongs to a mail exchanger.",
            "Have the address's owner publish a PTR record."),
        new("PTR-NOT-CONFIRMED", Warn, Low,
            "No name of the address leads back to it, which receivers count against it.",
            "Give one of the names an A or AAAA record with the address."),
        new("PTR-UNKNOWN", Unknown, Info,
            "Whether the address has a name that leads back could not be found out.",
            "Test again."),
    ];
}
