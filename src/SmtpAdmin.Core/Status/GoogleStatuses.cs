using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>
/// What Gmail and Google Workspace mean. From Google Workspace Admin Help, "Gmail SMTP errors and codes", and "Email
/// sender guidelines". The first that fits counts.
/// </summary>
internal static class GoogleStatuses
{
    private const string CheckDomain = "Test-MailDomain <sender's domain>";

    public static readonly IReadOnlyList<ProviderEntry> Entries =
    [
        new("7.26", "DMARC", Ours, "The domain's own DMARC policy says to reject mail that fails it.", "Sign with DKIM of the domain, and complete SPF.", "Test-MailDmarc <sender's domain>"),
        new("7.26", null, Ours, "The message passed neither SPF nor DKIM, and Gmail wants one of them.", "Sign with DKIM of the domain, and complete SPF.", CheckDomain),
        new("7.27", "SPF", Ours, "SPF did not pass, and Gmail wants it of those who send much.", "Add the server to the SPF record.", "Test-MailSpf -IpAddress <server's address> -Sender <sender>"),
        new("7.30", "DKIM", Ours, "DKIM did not pass, and Gmail wants it of those who send much.", "Sign with DKIM of the domain, and check the key's record.", CheckDomain),
        new("7.32", null, Ours, "Neither SPF nor DKIM is of the domain in the From field.", "Have one of them aligned.", "Test-MailDmarc <sender's domain>"),
        new("7.25", null, Ours, "The sending address has no PTR record, or its name does not lead back to it.", "Have the PTR record set.", "Get-MailDnsRecord <server's address> -Type Ptr"),
        new("7.23", null, Ours, "The sending address has no PTR record, or its name does not lead back to it.", "Have the PTR record set.", "Get-MailDnsRecord <server's address> -Type Ptr"),
        new("7.24", null, Ours, "The SPF record of the domain has an entry that Gmail finds suspicious.", "Look through the SPF record.", CheckDomain),
        new("7.28", null, Ours, "More mail than usual comes from the address, the network or the domain, and much of it is reported as spam.",
            "Send more slowly; find what gets complaints.", CheckDomain),
        new("7.29", null, Ours, "The connection was not under TLS, which Gmail wants of those who send much.", "Send with TLS.", "Send-SmtpMessage … -Security StartTls"),
        new("7.0", "unusual rate", Ours, "More unsolicited mail than usual comes from the address.", "Send more slowly; find what gets complaints.", CheckDomain),
        new("7.0", "TLS required", Ours, "The recipient's domain takes mail under TLS only.", "Send with TLS.", "Send-SmtpMessage … -Security StartTls"),
        new("7.0", "content presents a potential security issue", Ours, "An attachment or a link in it is of a kind that Gmail blocks.", "Send a link to a file store instead."),
        new("7.0", null, Unknown, "Gmail puts the message off or refuses it for a rule of its own.", "Read the text; check the sender's domain.", CheckDomain),
        new("7.1", "PTR records and authentication", Ours, "Mail over IPv6 needs a PTR record and SPF or DKIM.", "Set both up, or send over IPv4.", CheckDomain),
        new("7.1", "unsolicited", Ours, "Gmail takes the message for spam.", "Check the sender's domain, then what the message says and links to.", CheckDomain),
        new("7.1", "reputation", Ours, "The sending address, domain or a link in the message has a bad name.", "Check the sender's domain, then what the message links to.", CheckDomain),
        new("7.1", "relay", Ours, "The relay service of Google Workspace does not know this client.", "Register the address, or sign in."),
        new("7.1", "gcdp", Theirs, "A rule that the recipient's administrator made refuses the message.", "Ask the recipient's administrator."),
        new("7.8", null, Ours, "User name or password is not accepted; an account with two steps takes no plain password.", "Use an app password or OAuth.", "Get-SmtpAccessToken"),
        new("7.9", null, Ours, "The account needs an app password, or OAuth.", "Use an app password or OAuth.", "Get-SmtpAccessToken"),
        new("7.14", null, Ours, "Google wants the user to sign in with a browser first.", "Sign in there once, then use an app password or OAuth.", "Get-SmtpAccessToken"),
        new("4.5", "Daily", Ours, "The account has sent as many messages as it may in a day.", "Send the rest tomorrow."),
        new("2.1", "too quickly", Theirs, "The recipient gets mail faster than Gmail allows.", "Send again later."),
        new("2.1", "rate", Theirs, "The recipient gets mail faster than Gmail allows.", "Send again later."),
        new("2.1", "inactive", Theirs, "The account is not used any more.", "Take the address off the list."),
        new("2.1", "disabled", Theirs, "The account is locked.", "Take the address off the list."),
        new("1.2", null, Ours, "The recipient's domain cannot be found.", "Correct the domain.", "Get-MailDnsRecord <recipient's domain> -Type Mx"),
        new("1.1", null, Ours, "There is no such account.", "Correct the address, or take it off the list."),
        new("2.2", null, Theirs, "The recipient's store is full.", "Tell the recipient by other means."),
    ];
}
