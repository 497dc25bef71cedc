using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>
/// What many servers mean, whatever code they give for it: the words are those of Postfix, Exim, Exchange and common
/// filters. The first that fits counts.
/// </summary>
internal static class CommonStatuses
{
    public static readonly IReadOnlyList<ProviderEntry> Entries =
    [
        new(null, "greylist", Theirs, "The server puts off the first attempt of a sender that it does not know.", "Send again after some minutes; every mail server does."),
        new(null, "graylist", Theirs, "The server puts off the first attempt of a sender that it does not know.", "Send again after some minutes; every mail server does."),
        .. Relaying("relay access denied"), .. Relaying("relaying denied"), .. Relaying("unable to relay"),
        .. Relaying("relay not permitted"), .. Relaying("not permitted to relay"), .. Relaying("we do not relay"),
        .. Listed("spamhaus"), .. Listed("spamcop"), .. Listed("barracuda"), .. Listed("blocked using"),
        .. Listed("blacklist"), .. Listed("blocklist"), .. Listed("block list"), .. Listed("dnsbl"), .. Listed(" rbl"),
        new(null, "dmarc", Ours, "The sender's domain failed DMARC.", "Sign with DKIM of the domain, and complete SPF.", "Test-MailDmarc <sender's domain>"),
        new(null, "spf fail", Ours, "SPF does not let that server send for the sender's domain.", "Add the server to the SPF record.",
            "Test-MailSpf -IpAddress <server's address> -Sender <sender>"),
        new(null, "sender policy framework", Ours, "SPF does not let that server send for the sender's domain.", "Add the server to the SPF record.",
            "Test-MailSpf -IpAddress <server's address> -Sender <sender>"),
        new(null, "cannot find your reverse hostname", Ours, "The sending address has no PTR record.", "Have the network's owner set it.", "Get-MailDnsRecord <server's address> -Type Ptr"),
        new(null, "cannot find your hostname", Ours, "The sending address and its name do not lead to each other.", "Have the network's owner repair the PTR record.",
            "Get-MailDnsRecord <server's address> -Type Ptr"),
        new(null, "helo command rejected", Ours, "The server gives a name at EHLO that is refused.", "Give it its full name, with a domain.", "Send-SmtpMessage … -EhloName <name>"),
        new(null, "need fully-qualified", Ours, "A name without a domain is refused.", "Write it with its domain."),
        new(null, "sender address rejected: domain not found", Ours, "The sender's domain does not exist, or could take no answer.",
            "Send from a domain with working mail DNS.", "Get-MailDnsRecord <sender's domain> -Type Mx"),
        new(null, "too many connections", Ours, "The client has more connections than it may.", "Use fewer connections.", "Send-SmtpMessage … -MaxConnections 1"),
        new(null, "too many messages", Ours, "The client sends more than it may.", "Send more slowly.", "Send-SmtpMessage … -MaxMessagesPerMinute <number>"),
        new(null, "must issue a starttls", Ours, "The server takes mail under TLS only.", "Send with TLS.", "Send-SmtpMessage … -Security StartTls"),
    ];

    private static IEnumerable<ProviderEntry> Relaying(string words) =>
    [
        new(null, words, Ours, "The recipient's domain is none of the server's, and the client may not relay there.",
            "Sign in, or have the client's address allowed; for mail to the server's own domain, check its name.", "Test-SmtpServer <server>"),
    ];

    private static IEnumerable<ProviderEntry> Listed(string words) =>
    [
        new(null, words, Ours, "The sending address stands on a list of bad senders.", "Find out what was sent from it, then have it taken off the list.",
            "Get-MailDnsRecord <server's address> -Type Dnsbl"),
    ];
}
