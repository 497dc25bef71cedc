using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>X.0.YYY and X.1.YYY: of addresses (RFC 3463, section 3.2).</summary>
internal static class AddressingCodes
{
    public static readonly IReadOnlyDictionary<string, StatusEntry> Entries = new Dictionary<string, StatusEntry>
    {
        ["0.0"] = new(
            "Other undefined Status", "RFC 3463", Unknown,
            "The server says no more than whether it failed for now or for good.",
            "Its text may say more", "Read the text; where it says nothing, ask the recipient's administrator."),
        ["1.0"] = new(
            "Other address status", "RFC 3463", Unknown,
            "Something is wrong with an address.",
            "The sender is refused|The recipient is refused", "Check both addresses, the sender's first."),
        ["1.1"] = new(
            "Bad destination mailbox address", "RFC 3463", Ours,
            "There is no such mailbox in the recipient's domain.",
            "The address is misspelt|The mailbox was removed|The server does not know its own recipients yet",
            "Correct the address, or take it off the list."),
        ["1.2"] = new(
            "Bad destination system address", "RFC 3463", Ours,
            "The recipient's domain does not exist, or takes no mail.",
            "The domain is misspelt|The domain has expired|Its DNS is broken",
            "Correct the domain; where it is right, look at its DNS.", "Get-MailDnsRecord <recipient's domain> -Type Mx"),
        ["1.3"] = new(
            "Bad destination mailbox address syntax", "RFC 3463", Ours,
            "The recipient's address is not written as an address is.",
            "A character that does not belong|A display name where an address should be", "Correct the address."),
        ["1.4"] = new(
            "Destination mailbox address ambiguous", "RFC 3463", Theirs,
            "The address stands for more than one mailbox at the recipient's server.",
            "Two accounts carry the same address", "Ask the recipient for another address, or its administrator to repair it."),
        ["1.5"] = new(
            "Destination address valid", "RFC 3463", Unknown, "The recipient's address is good.", "", "Nothing is to be done."),
        ["1.6"] = new(
            "Destination mailbox has moved, No forwarding address", "RFC 3463", Theirs,
            "The mailbox was there once, and mail to it goes nowhere now.",
            "The person left|The account was renamed", "Find the new address, or take the old one off the list."),
        ["1.7"] = new(
            "Bad sender's mailbox address syntax", "RFC 3463", Ours,
            "The sender's address is not written as an address is.",
            "A device sends with a name instead of an address|An empty or local sender", "Correct the sender's address."),
        ["1.8"] = new(
            "Bad sender's system address", "RFC 3463", Ours,
            "The sender's domain does not exist, or could take no answer.",
            "The sender's domain has no MX and no address|A local name such as host.local|Its DNS does not answer",
            "Send from a domain with working mail DNS.", "Get-MailDnsRecord <sender's domain> -Type Mx"),
        ["1.9"] = new(
            "Message relayed to non-compliant mailer", "RFC 3886", Theirs,
            "The message went on to a server that reports nothing back.", "", "Nothing is to be done; no notification will come."),
        ["1.10"] = new(
            "Recipient address has null MX", "RFC 7505", Ours,
            "The recipient's domain says by a null MX that it takes no mail at all.",
            "The address is misspelt|The domain never had mail", "Correct the address, or take it off the list.",
            "Get-MailDnsRecord <recipient's domain> -Type Mx"),
    };
}
