using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>
/// What Yahoo and AOL mean. From the Yahoo Sender Hub, "SMTP Error Codes". The first that fits counts.
/// </summary>
internal static class YahooStatuses
{
    private const string CheckDomain = "Test-MailDomain <sender's domain>";

    public static readonly IReadOnlyList<ProviderEntry> Entries =
    [
        new(null, "[TSS", Ours, "Yahoo puts mail from this address off: there is more of it than usual, or users complain.",
            "Send more slowly, and again after some hours; find what gets complaints.", CheckDomain),
        new(null, "[TS0", Ours, "Yahoo puts mail from this address off: there is more of it than usual, or users complain.",
            "Send more slowly, and again after some hours; find what gets complaints.", CheckDomain),
        new(null, "[BL2", Ours, "Yahoo blocks the sending address: it stands on the list of Spamhaus.", "Have it taken off that list.", "Get-MailDnsRecord <server's address> -Type Dnsbl"),
        new("7.9", "policy", Ours, "The message fails DMARC, or a rule of Yahoo's.", "Sign with DKIM of the domain, and complete SPF.", "Test-MailDmarc <sender's domain>"),
        new(null, "not accepted for policy reasons", Ours, "The message fails DMARC, or a rule of Yahoo's.", "Sign with DKIM of the domain, and complete SPF.", "Test-MailDmarc <sender's domain>"),
        new(null, "doesn't have a", Ours, "There is no such account.", "Correct the address, or take it off the list."),
        new(null, "mailbox is full", Theirs, "The recipient's store is full.", "Tell the recipient by other means."),
        new(null, "Resources temporarily", Theirs, "Yahoo's server is busy.", "Send again later."),
    ];
}
