using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>The reply codes of RFC 5321, section 4.2.3, and of its extensions.</summary>
internal static class BasicCodes
{
    private const string Smtp = "RFC 5321";
    private const string Auth = "RFC 4954";

    public static readonly IReadOnlyDictionary<int, StatusEntry> Entries = new Dictionary<int, StatusEntry>
    {
        [211] = new("System status", Smtp, Unknown, "The answer to a question about the server.", "", "Nothing is to be done."),
        [214] = new("Help message", Smtp, Unknown, "The answer to HELP.", "", "Nothing is to be done."),
        [220] = new("Service ready", Smtp, Unknown, "The server is ready, or ready for TLS.", "", "Nothing is to be done."),
        [221] = new("Service closing transmission channel", Smtp, Unknown, "The server says goodbye.", "", "Nothing is to be done."),
        [235] = new("Authentication succeeded", Auth, Unknown, "The client is signed in.", "", "Nothing is to be done."),
        [250] = new("Requested mail action okay, completed", Smtp, Unknown, "It was done; behind the content, the server has taken the message over.", "", "Nothing is to be done."),
        [251] = new("User not local; will forward", Smtp, Unknown, "The server passes the message on to the recipient.", "", "Nothing is to be done."),
        [252] = new("Cannot VRFY user, but will accept message", Smtp, Unknown, "The server does not tell whether there is such a user.", "", "Nothing is to be done."),
        [334] = new("Server challenge", Auth, Unknown, "The server waits for the next step of signing in.", "", "Nothing is to be done."),
        [354] = new("Start mail input", Smtp, Unknown, "The server waits for the message.", "", "Nothing is to be done."),
        [421] = new(
            "Service not available, closing transmission channel", Smtp, Theirs, "The server ends the session, and takes nothing more now.",
            "It is busy or going down|It limits how much one client sends|A timeout", "Send again later, with fewer connections.", "Test-SmtpServer <server>"),
        [432] = new(
            "A password transition is needed", Auth, Ours, "The account must sign in another way once; Exchange Online says by it that there are too many connections.",
            "More than three connections to Exchange Online", "Use fewer connections.", "Send-SmtpMessage … -MaxConnections 3"),
        [450] = new(
            "Requested mail action not taken: mailbox unavailable", Smtp, Theirs, "The mailbox cannot be reached now.",
            "Greylisting|The mailbox is busy|The recipient gets too much at once", "Send again later."),
        [451] = new(
            "Requested action aborted: local error in processing", Smtp, Theirs, "The server could not do it now.",
            "Greylisting|A fault at the server|A check of the sender that got no answer", "Send again later."),
        [452] = new(
            "Requested action not taken: insufficient system storage", Smtp, Theirs, "The server has no room now, or takes no more recipients in one message.",
            "Too many recipients|A full disk or mailbox", "Send to the rest in another message, later."),
        [454] = new(
            "Temporary authentication failure", Auth, Theirs, "The server could not check the credential, or could not start TLS, now.",
            "A directory that does not answer|Its certificate", "Try again in some minutes."),
        [455] = new("Server unable to accommodate parameters", Smtp, Theirs, "The server cannot do what the command asks for now.", "", "Send again later, or without the parameter."),
        [500] = new(
            "Syntax error, command unrecognized", Smtp, Ours, "The server does not know the command.",
            "The client speaks too early|A firewall that inspects SMTP", "Look at the dialogue.", "Test-SmtpServer <server>"),
        [501] = new("Syntax error in parameters or arguments", Smtp, Ours, "The server could not read what the command says.", "A malformed address or host name", "Look at the command before the reply."),
        [502] = new("Command not implemented", Smtp, Ours, "The server does not offer the command.", "An extension that it does not have", "Look at what it offers.", "Test-SmtpServer <server>"),
        [503] = new("Bad sequence of commands", Smtp, Ours, "The command comes at the wrong point.", "The client does not wait for replies|A command before it was refused", "Look at the commands before it."),
        [504] = new("Command parameter not implemented", Smtp, Ours, "The server does not take this parameter, or this mechanism.", "A mechanism that it does not offer", "Look at what it offers.", "Test-SmtpServer <server>"),
        [521] = new("Host does not accept mail", "RFC 7504", Ours, "The host takes no mail at all.", "The wrong host", "Correct the server's name.", "Get-MailDnsRecord <recipient's domain> -Type Mx"),
        [523] = new("Encryption Needed", "RFC 5248", Ours, "The server does this under TLS only.", "The client does not use STARTTLS", "Send with TLS.", "Test-SmtpServer <server>"),
        [524] = new("Encryption required for requested authentication mechanism", "RFC 5248", Ours, "The server takes a password under TLS only.", "The client does not use STARTTLS", "Send with TLS.", "Test-SmtpServer <server>"),
        [525] = new("User Account Disabled", "RFC 5248", Ours, "The account is locked.", "An administrator did it", "Have it unlocked."),
        [530] = new(
            "Authentication required", Auth, Ours, "The server takes mail from clients that signed in only, or under TLS only.",
            "No credential was given|STARTTLS was not used (RFC 3207)", "Sign in, with TLS.", "Test-SmtpServer <server>"),
        [534] = new("Authentication mechanism is too weak", Auth, Ours, "The server wants a stronger mechanism for this account.", "The provider takes no plain password for it", "Use OAuth, or a password made for one application.", "Get-SmtpAccessToken"),
        [535] = new(
            "Authentication credentials invalid", Auth, Ours, "User name, password or token is not accepted.",
            "It is wrong or expired|The account may not sign in this way", "Check them; where the provider wants OAuth, use a token.", "Get-SmtpAccessToken"),
        [538] = new("Encryption required for requested authentication mechanism", Auth, Ours, "The server takes a password under TLS only.", "The client does not use STARTTLS", "Send with TLS.", "Test-SmtpServer <server>"),
        [550] = new(
            "Requested action not taken: mailbox unavailable", Smtp, Ours, "The server will not take the message for this recipient.",
            "There is no such mailbox|A rule of the server|The sending address has a bad name", "Read the text; check the address, then the sender's domain.",
            "Test-MailDomain <sender's domain>"),
        [551] = new("User not local", Smtp, Ours, "The recipient is elsewhere, and the server does not pass the message on.", "The mailbox has moved", "Use the address that the text names."),
        [552] = new("Requested mail action aborted: exceeded storage allocation", Smtp, Ours, "The message is too large, or the mailbox is full.", "Attachments|A full mailbox", "Send a link, or smaller attachments."),
        [553] = new("Requested action not taken: mailbox name not allowed", Smtp, Ours, "The server does not take this address, often the sender's.", "The account may not send as this sender|A malformed address", "Send from the account's own address."),
        [554] = new(
            "Transaction failed", Smtp, Ours, "The server refuses the message, or at the greeting the client.",
            "The content looks like spam|The sending address is on a list", "Read the text; check the sending address.",
            "Get-MailDnsRecord <server's address> -Type Dnsbl"),
        [555] = new("MAIL FROM/RCPT TO parameters not recognized or not implemented", Smtp, Ours, "The server does not know a parameter of the command.", "An extension that it does not offer", "Look at what it offers.", "Test-SmtpServer <server>"),
        [556] = new("Domain does not accept mail", "RFC 7504", Ours, "The recipient's domain takes no mail at all.", "The address is misspelt", "Correct the address.", "Get-MailDnsRecord <recipient's domain> -Type Mx"),
    };
}
