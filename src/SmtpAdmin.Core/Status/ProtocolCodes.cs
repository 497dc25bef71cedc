using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>X.5.YYY and X.6.YYY: of the protocol and of content (RFC 3463, sections 3.6 and 3.7).</summary>
internal static class ProtocolCodes
{
    public static readonly IReadOnlyDictionary<string, StatusEntry> Entries = new Dictionary<string, StatusEntry>
    {
        ["5.0"] = new(
            "Other or undefined protocol status", "RFC 3463", Unknown,
            "The two servers did not understand each other.", "A fault of either|A firewall that inspects SMTP",
            "Look at the dialogue.", "Send-SmtpMessage … -Transcript <file>"),
        ["5.1"] = new(
            "Invalid command", "RFC 3463", Ours, "The server does not know the command, or not at this point.",
            "The client does not wait for replies|It signs in where that is not offered|A firewall that inspects SMTP",
            "Look at the dialogue.", "Test-SmtpServer <server>"),
        ["5.2"] = new(
            "Syntax error", "RFC 3463", Ours, "The server could not read the command.",
            "An address with characters that do not belong|A line that is too long", "Look at the command before the reply."),
        ["5.3"] = new(
            "Too many recipients", "RFC 3463", Ours, "The message has more recipients than the server takes at once.",
            "A limit of the server|A limit for one day", "Send to the rest in another message."),
        ["5.4"] = new(
            "Invalid command arguments", "RFC 3463", Ours, "The server does not take something that stands in the command.",
            "A parameter that it does not offer|A host name that is none", "Look at the command before the reply."),
        ["5.5"] = new(
            "Wrong protocol version", "RFC 3463", Unknown, "The two sides speak different versions of the protocol.", "", "Look at the dialogue."),
        ["5.6"] = new(
            "Authentication Exchange line is too long", "RFC 4954", Ours, "The server takes no response of this length at AUTH.",
            "A very long token", "Sign in with another mechanism, or a token with fewer claims."),
        ["6.0"] = new(
            "Other or undefined media error", "RFC 3463", Ours, "Something in the content keeps the message out.",
            "A malformed header or part|An attachment of a forbidden kind", "Send a plain message first, then add parts until it fails."),
        ["6.1"] = new(
            "Media not supported", "RFC 3463", Ours, "The server does not take this kind of content.",
            "An attachment of a forbidden kind", "Send a link, or another format."),
        ["6.2"] = new(
            "Conversion required and prohibited", "RFC 3463", Ours, "The content would have to be converted, and may not be.",
            "A signed message with 8-bit text to a server without 8BITMIME", "Send it with base64 or quoted-printable."),
        ["6.3"] = new(
            "Conversion required but not supported", "RFC 3463", Theirs, "The content would have to be converted, and the server cannot.",
            "8-bit or binary content on its way to an old server", "Send it with base64 or quoted-printable."),
        ["6.4"] = new(
            "Conversion with loss performed", "RFC 3463", Unknown, "The content was converted, and something was lost.", "", "Look at the message that arrived."),
        ["6.5"] = new(
            "Conversion Failed", "RFC 3463", Theirs, "The content was to be converted, and could not be.", "", "Send it with base64 or quoted-printable."),
        ["6.6"] = new(
            "Message content not available", "RFC 4468", Theirs, "A part of the message was to be fetched, and could not be.",
            "The URL is not there or not allowed", "Send the content itself."),
        ["6.7"] = new(
            "Non-ASCII addresses not permitted for that sender/recipient", "RFC 6531", Theirs,
            "An address with letters beyond ASCII is not taken here.",
            "The server does not offer SMTPUTF8", "Use an address in ASCII.", "Test-SmtpServer <server>"),
        ["6.8"] = new(
            "UTF-8 string reply is required, but not permitted by the SMTP client", "RFC 6531", Ours,
            "The reply needs letters beyond ASCII, which the client did not ask for.", "The client speaks no SMTPUTF8", "Use a client with SMTPUTF8."),
        ["6.9"] = new(
            "UTF-8 header message cannot be transferred to one or more recipients, so the message must be rejected", "RFC 6531", Theirs,
            "The message has a header in UTF-8, and a server on the way does not take it.",
            "The next server does not offer SMTPUTF8", "Use addresses in ASCII.", "Test-SmtpServer <server>"),
        ["6.10"] = new(
            "This is a duplicate of X.6.8 and is thus deprecated", "RFC 6531", Ours,
            "The reply needs letters beyond ASCII, which the client did not ask for.", "The client speaks no SMTPUTF8", "Use a client with SMTPUTF8."),
    };
}
