using static SmtpAdmin.CheckStatus;
using static SmtpAdmin.FindingSeverity;

namespace SmtpAdmin.Core.Judging.Rules;

/// <summary>What the findings of the area mean.</summary>
internal static class TlsRules
{
    public static FindingRule[] All { get; } =
    [
        new("TLS-UNKNOWN", Unknown, Medium,
            "Which hosts take the domain's mail could not be found out, and so nor what protects the way to them.",
            "Test again; look at the name servers if it stays."),
        new("MTASTS-MISSING", Warn, Medium,
            "Without MTA-STS or DANE an attacker on the way can switch TLS off and read mail to the domain.",
            "Publish the record and serve the policy; New-MailDnsRecord -MtaSts makes both."),
        new("MTASTS-UNKNOWN", Unknown, Medium,
            "Whether the domain has an MTA-STS record could not be found out.",
            "Test again; look at the name servers if it stays."),
        new("MTASTS-POLICY-UNKNOWN", Unknown, Medium,
            "Whether senders can fetch the MTA-STS policy could not be found out: its web server was not reached.",
            "Test again; look at the web server if it stays."),
        new("MTASTS-POLICY-UNUSABLE", Fail, Medium,
            "The record is there, but senders cannot get the policy (RFC 8461, section 3.3).",
            "Serve the policy over HTTPS with a valid certificate, without redirect, as text/plain."),
        new("MTASTS-NOT-ENFORCED", Warn, Low,
            "Only with mode: enforce do senders keep mail back from a host that is not verified.",
            "Once TLS reports show no failures, change to mode: enforce."),
        new("MTASTS-MX-MISMATCH", Fail, High,
            "Senders that follow the policy do not deliver to a mail exchanger that it does not name.",
            "Add the host to the policy and change the id of the record."),
        new("TLSRPT-MISSING", Warn, Low,
            "Without TLS reports nobody learns that senders cannot deliver over TLS.",
            "Publish a TLS-RPT record; New-MailDnsRecord -TlsRpt makes it."),
        new("TLSRPT-UNKNOWN", Unknown, Low,
            "Whether the domain has a TLS-RPT record could not be found out.",
            "Test again; look at the name servers if it stays."),
        new("TLSA-NOT-SECURE", Warn, Medium,
            "Senders ignore TLSA records that DNSSEC does not cover (RFC 7672, section 2.2).",
            "Sign the zones of the domain and of the host, or test through a resolver that validates."),
        new("TLSA-UNKNOWN", Unknown, Medium,
            "Whether the host has TLSA records could not be found out; strict senders hold mail back then.",
            "Look at the name servers of the host's zone: they must answer for names that do not exist."),
    ];
}
