using static SmtpAdmin.CheckStatus;
using static SmtpAdmin.FindingSeverity;

namespace SmtpAdmin.Core.Judging.Rules;

/// <summary>What the findings of the area mean.</summary>
internal static class DmarcRules
{
    public static FindingRule[] All { get; } =
    [
        new("DMARC-MISSING", Fail, High,
            "Receivers are not told what to do with forged mail, and large ones refuse bulk mail of such domains.",
            "Publish a DMARC record; begin with p=none and reports."),
        new("DMARC-UNKNOWN", Unknown, High,
            "Which DMARC record applies could not be found out.",
            "Test again; look at the name servers if it stays."),
        new("DMARC-MULTIPLE", Fail, High,
            "Several DMARC records are all discarded (RFC 9989, section 4.10).",
            "Leave one record."),
        new("DMARC-POLICY-NONE", Warn, Medium,
            "With p=none forged mail is delivered like any other.",
            "Once the reports show that own mail passes, change to p=quarantine, then p=reject."),
        new("DMARC-TESTING", Warn, Low,
            "With t=y receivers apply one level less than the policy (RFC 9989, section 4.7).",
            "Take t=y out once the reports show that own mail passes."),
        new("DMARC-SUBDOMAINS-OPEN", Warn, Medium,
            "With sp=none forged mail from subdomains is delivered, whatever p says.",
            "Take sp=none out, or raise it."),
        new("DMARC-REPORTS-MISSING", Warn, Low,
            "Without rua nobody learns who sends in the domain's name.",
            "Add rua=mailto: with a mailbox that is read by a program."),
        new("DMARC-REPORTS-NOT-AUTHORIZED", Warn, Medium,
            "Reports are not sent to an address of another domain that has not agreed (RFC 9990, section 4).",
            "Let the other domain publish the record, or report to an address of the domain."),
        new("DMARC-REPORTS-UNKNOWN", Unknown, Info,
            "Whether the other domain has agreed to take reports could not be found out.",
            "Test again; look at its name servers if it stays."),
        new("DMARC-PARKED-NOT-REJECT", Fail, Medium,
            "A domain that sends no mail can have all mail in its name refused.",
            "Publish p=reject."),
        new("DMARC-POLICY-MISSING", Warn, Medium,
            "Without p and without rua receivers do not apply the record (RFC 9989, section 4.10.1).",
            "Add p=none, p=quarantine or p=reject."),
        new("DMARC-TAG-OBSOLETE", Warn, Info,
            "The tag has no meaning any more (RFC 9989, appendix C.5.2).",
            "Take the tag out."),
        new("DMARC-URI-SIZE-OBSOLETE", Warn, Info,
            "A size limit on a report address has no meaning any more (RFC 9989, section 4.8).",
            "Take the limit out."),
    ];
}
