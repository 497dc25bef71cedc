using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>X.7.YYY: of security and policy (RFC 3463, section 3.8, and what was registered since).</summary>
internal static class SecurityCodes
{
    public static readonly IReadOnlyDictionary<string, StatusEntry> Entries = new Dictionary<string, StatusEntry>
    {
        ["7.0"] = new(
            "Other or undefined security status", "RFC 3463", Ours, "A rule of the server keeps the message out.",
            "The sending address has a bad name|A check of the sender failed", "Read the text, and check the sender's domain.",
            "Test-MailDomain <sender's domain>"),
        ["7.1"] = new(
            "Delivery not authorized, message refused", "RFC 3463", Ours,
            "The sender may not send this, from there, to that recipient.",
            "The server is asked to relay, and the client has not signed in|The sender is blocked|The content looks like spam",
            "Sign in, or send from a server that may; then check the sender's domain and address.",
            "Test-MailDomain <sender's domain>"),
        ["7.2"] = new(
            "Mailing list expansion prohibited", "RFC 3463", Ours, "The sender may not send to this list.",
            "Only members may", "Ask the owner of the list."),
        ["7.3"] = new(
            "Security conversion required but not possible", "RFC 3463", Unknown,
            "The protection of the message would have to be changed on the way, and cannot be.", "", "Send without it."),
        ["7.4"] = new(
            "Security features not supported", "RFC 3463", Theirs, "The server lacks a protection that the message asks for.", "", "Send without it."),
        ["7.5"] = new(
            "Cryptographic failure", "RFC 3463", Unknown, "Something could not be decrypted or verified.",
            "A wrong key or certificate", "Check the certificates of both sides.", "Test-SmtpServer <server>"),
        ["7.6"] = new(
            "Cryptographic algorithm not supported", "RFC 3463", Unknown, "One side does not know the other's algorithm.",
            "Old versions of TLS", "Look at what the server offers.", "Test-SmtpServer <server>"),
        ["7.7"] = new(
            "Message integrity failure", "RFC 3463", Unknown, "The message is not as it was signed.",
            "A server on the way changed it", "Find the server that changes it."),
        ["7.8"] = new(
            "Authentication credentials invalid", "RFC 4954", Ours, "User name, password or token is not accepted.",
            "It is wrong or expired|The account may not sign in this way", "Check them; where the provider wants OAuth, use a token.",
            "Get-SmtpAccessToken"),
        ["7.9"] = new(
            "Authentication mechanism is too weak", "RFC 4954", Ours, "The server wants a stronger mechanism for this account.",
            "The provider takes no plain password for it", "Use OAuth, or a password made for one application.", "Get-SmtpAccessToken"),
        ["7.10"] = new(
            "Encryption Needed", "RFC 5248", Ours, "The server does this under TLS only.", "The client does not use STARTTLS",
            "Send with TLS.", "Test-SmtpServer <server>"),
        ["7.11"] = new(
            "Encryption required for requested authentication mechanism", "RFC 4954", Ours,
            "The server takes a password under TLS only.", "The client does not use STARTTLS", "Send with TLS.", "Test-SmtpServer <server>"),
        ["7.12"] = new(
            "A password transition is needed", "RFC 4954", Ours, "The account must sign in with its password once.",
            "", "Sign in by PLAIN under TLS once."),
        ["7.13"] = new(
            "User Account Disabled", "RFC 5248", Ours, "The account is locked.", "Too many wrong passwords|An administrator did it",
            "Have it unlocked."),
        ["7.14"] = new(
            "Trust relationship required", "RFC 5248", Ours, "The server needs to be introduced to another first.", "", "Ask its administrator."),
        ["7.15"] = new(
            "Priority Level is too low", "RFC 6710", Unknown, "Only mail of a higher priority is taken now.", "", "Send again later."),
        ["7.16"] = new(
            "Message is too big for the specified priority", "RFC 6710", Ours, "A message of this priority must be smaller.", "", "Send a smaller message."),
        ["7.17"] = new(
            "Mailbox owner has changed", "RFC 7293", Ours, "The mailbox belongs to someone else than at the time that the sender named.",
            "The address was given to another person", "Find the new address, or take the old one off the list."),
        ["7.18"] = new(
            "Domain owner has changed", "RFC 7293", Ours, "The domain belongs to someone else than at the time that the sender named.",
            "The domain was sold", "Find the new address, or take the old one off the list."),
        ["7.19"] = new(
            "RRVS test cannot be completed", "RFC 7293", Theirs, "The server cannot tell since when the mailbox has its owner.", "", "Send again later, or without that question."),
        ["7.20"] = new(
            "No passing DKIM signature found", "RFC 7372", Ours, "The message has no DKIM signature that verifies.",
            "It is not signed|The key is not in DNS|Something changed the message behind the signature",
            "Sign it, and check the key's record.", "Get-MailDnsRecord <sender's domain> -Type Dkim -Selector <selector>"),
        ["7.21"] = new(
            "No acceptable DKIM signature found", "RFC 7372", Ours, "A DKIM signature verifies, and the server does not accept it.",
            "Its key is too short|It is of another domain", "Sign with the sender's own domain and a key of 2048 bits.",
            "Get-MailDnsRecord <sender's domain> -Type Dkim -Selector <selector>"),
        ["7.22"] = new(
            "No valid author-matched DKIM signature found", "RFC 7372", Ours, "No DKIM signature that verifies is of the author's domain.",
            "The provider signs with a domain of its own", "Have it sign with yours.", "Test-MailDmarc <sender's domain>"),
        ["7.23"] = new(
            "SPF validation failed", "RFC 7372", Ours, "SPF does not let that server send for the sender's domain.",
            "The server is missing in the SPF record|The mail was forwarded", "Add the server to the SPF record, or send through one that is in it.",
            "Test-MailSpf -IpAddress <server's address> -Sender <sender>"),
        ["7.24"] = new(
            "SPF validation error", "RFC 7372", Ours, "The sender's SPF record could not be evaluated.",
            "It needs more than ten lookups|It has a syntax error|DNS did not answer", "Repair the SPF record.",
            "Test-MailSpf -IpAddress <server's address> -Sender <sender>"),
        ["7.25"] = new(
            "Reverse DNS validation failed", "RFC 7372", Ours, "The sending address has no name that leads back to it.",
            "No PTR record|Its name has another address", "Have the network's owner set the PTR record.",
            "Get-MailDnsRecord <server's address> -Type Ptr"),
        ["7.26"] = new(
            "Multiple authentication checks failed", "RFC 7372", Ours, "More than one of SPF, DKIM and DMARC failed.",
            "The message is not signed and its server is not in the SPF record|The domain asks for it by DMARC",
            "Sign with DKIM, complete SPF, and see that one of them is of the author's domain.", "Test-MailDomain <sender's domain>"),
        ["7.27"] = new(
            "Sender address has null MX", "RFC 7505", Ours, "The sender's domain says that it takes no mail, so no answer could come back.",
            "The wrong domain as sender", "Send from a domain that takes mail.", "Get-MailDnsRecord <sender's domain> -Type Mx"),
        ["7.28"] = new(
            "Mail flood detected", "IANA registry", Ours, "Too much mail comes from there at once.",
            "A sudden rise|An account that was broken into", "Send more slowly; look for a broken account."),
        ["7.29"] = new(
            "ARC validation failure", "RFC 8617", Theirs, "The chain of those who passed the message on does not verify.",
            "A forwarder changed the message", "Find the forwarder."),
        ["7.30"] = new(
            "REQUIRETLS support required", "RFC 8689", Theirs, "The message may go over verified TLS only, and the next server cannot promise that.",
            "The next server does not offer REQUIRETLS", "Send without REQUIRETLS.", "Test-SmtpServer <server>"),
    };
}
