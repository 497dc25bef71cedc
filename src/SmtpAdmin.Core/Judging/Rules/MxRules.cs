using static SmtpAdmin.CheckStatus;
using static SmtpAdmin.FindingSeverity;

namespace SmtpAdmin.Core.Judging.Rules;

/// <summary>What the findings of the area mean.</summary>
internal static class MxRules
{
    public static FindingRule[] All { get; } =
    [
        new("MX-DOMAIN-MISSING", Fail, Critical,
            "The domain does not exist, so nothing can be sent to it or from it.",
            "Register the domain or correct its name."),
        new("MX-MISSING", Fail, High,
            "Senders have no host to deliver to, so mail to the domain is returned.",
            "Publish an MX record, or a null MX (RFC 7505) where the domain takes no mail."),
        new("MX-IMPLICIT", Warn, Low,
            "Senders fall back to the domain's own address (RFC 5321, section 5.1), which is often a web server.",
            "Publish an MX record that names the mail server."),
        new("MX-NULL", Warn, Info,
            "The domain says that it takes no mail (RFC 7505).",
            "Nothing, where that is meant; test it with -Parked."),
        new("MX-HOST-WITHOUT-ADDRESS", Fail, High,
            "Senders cannot reach a mail exchanger that has no address.",
            "Publish A or AAAA records for the host, or take it out of the MX records."),
        new("MX-PARKED-NOT-NULL", Warn, Low,
            "Mail to a domain that takes none is tried for days instead of being returned at once.",
            "Publish a null MX (RFC 7505)."),
        new("MX-UNKNOWN", Unknown, High,
            "Whether the domain takes mail could not be found out.",
            "Test again; look at the name servers if it stays."),
        new("MX-HOST-UNKNOWN", Unknown, Medium,
            "Whether the mail exchanger has an address could not be found out.",
            "Test again; look at the name servers of the host's zone if it stays."),
        new("MX-EXCHANGE-ALIAS", Warn, Low,
            "The host of an MX must not be an alias (RFC 2181, section 10.3); some senders refuse it.",
            "Name the host that the alias leads to."),
        new("MX-EXCHANGE-ADDRESS", Fail, High,
            "An MX names a host, never an address (RFC 5321, section 5.1); senders cannot use it.",
            "Give the address a host name and name that."),
        new("MX-EXCHANGE-INVALID", Fail, High,
            "The name is none that a host can have.",
            "Correct the name."),
        new("MX-EXCHANGE-DUPLICATE", Warn, Info,
            "A host that stands twice gains nothing.",
            "Leave one of the records."),
        new("MX-NULL-NOT-ALONE", Fail, High,
            "A null MX must stand alone (RFC 7505, section 3); senders differ in what they make of it.",
            "Remove the null MX, or the others."),
    ];
}
