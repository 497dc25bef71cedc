using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>X.4.YYY: of network and routing (RFC 3463, section 3.5).</summary>
internal static class NetworkCodes
{
    public static readonly IReadOnlyDictionary<string, StatusEntry> Entries = new Dictionary<string, StatusEntry>
    {
        ["4.0"] = new(
            "Other or undefined network or routing status", "RFC 3463", Unknown,
            "Something is wrong on the way to the recipient's server.", "A fault of the network|A fault of DNS", "Send again later."),
        ["4.1"] = new(
            "No answer from host", "RFC 3463", Theirs, "The recipient's server did not answer.",
            "It is down|A firewall, often our own, stops port 25", "Send again later; test the way there.",
            "Test-SmtpServer <server> -Port 25"),
        ["4.2"] = new(
            "Bad connection", "RFC 3463", Unknown, "The connection broke in the middle.",
            "A timeout|A firewall that inspects SMTP|The server closed it on purpose", "Send again later; test the way there.",
            "Test-SmtpServer <server>"),
        ["4.3"] = new(
            "Directory server failure", "RFC 3463", Theirs, "A directory or name server that was needed did not answer.",
            "The DNS of the domain is down|A directory at the recipient is down", "Send again later; look at the domain's DNS.",
            "Get-MailDnsRecord <domain>"),
        ["4.4"] = new(
            "Unable to route", "RFC 3463", Unknown, "No way to the recipient's domain is known.",
            "It has no MX and no address|Its MX names a host that does not exist", "Look at the domain's DNS.",
            "Get-MailDnsRecord <recipient's domain> -Type Mx"),
        ["4.5"] = new(
            "Mail system congestion", "RFC 3463", Theirs, "There is too much mail at once.",
            "A limit for one sender|A busy server", "Send more slowly, and again later."),
        ["4.6"] = new(
            "Routing loop detected", "RFC 3463", Theirs, "The message came around to a server that had had it.",
            "Two servers pass the domain on to each other|A forwarding rule that leads back",
            "Read the Received fields from the bottom, and repair the route where they repeat."),
        ["4.7"] = new(
            "Delivery time expired", "RFC 3463", Unknown, "It was tried for as long as is allowed, and given up.",
            "The server was down for days|A transient refusal that never ended", "Look for the reply that was given all that time."),
    };
}
