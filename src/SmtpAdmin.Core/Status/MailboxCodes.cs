using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>X.2.YYY and X.3.YYY: of mailboxes and mail systems (RFC 3463, sections 3.3 and 3.4).</summary>
internal static class MailboxCodes
{
    public static readonly IReadOnlyDictionary<string, StatusEntry> Entries = new Dictionary<string, StatusEntry>
    {
        ["2.0"] = new(
            "Other or undefined mailbox status", "RFC 3463", Theirs,
            "The mailbox exists, and something about it keeps the message out.",
            "A rule of the mailbox|A fault of the mailbox store", "Read the text, and tell the recipient."),
        ["2.1"] = new(
            "Mailbox disabled, not accepting messages", "RFC 3463", Theirs,
            "The mailbox exists and takes no mail.",
            "The account is locked or unused|It gets mail faster than it may", "Send later; then take the address off the list."),
        ["2.2"] = new(
            "Mailbox full", "RFC 3463", Theirs, "The mailbox is full.",
            "The recipient does not read it any more|Its quota is small", "Send again in some days; tell the recipient by other means."),
        ["2.3"] = new(
            "Message length exceeds administrative limit", "RFC 3463", Ours,
            "The message is larger than this mailbox may get.",
            "Attachments, which grow by a third on the way", "Send a link, or smaller attachments."),
        ["2.4"] = new(
            "Mailing list expansion problem", "RFC 3463", Theirs,
            "The address is a list whose members cannot be found.", "The list is broken", "Tell the owner of the list."),
        ["3.0"] = new(
            "Other or undefined mail system status", "RFC 3463", Theirs,
            "Something is wrong with the recipient's mail system.", "A fault or a restart there", "Send again later."),
        ["3.1"] = new(
            "Mail system full", "RFC 3463", Theirs, "The recipient's server has no space left.",
            "Its disk is full|It has too much to do", "Send again later."),
        ["3.2"] = new(
            "System not accepting network messages", "RFC 3463", Theirs,
            "The recipient's server takes no mail now.",
            "It is being maintained|It limits how much one client sends", "Send again later, with fewer connections.",
            "Test-SmtpServer <server>"),
        ["3.3"] = new(
            "System not capable of selected features", "RFC 3463", Theirs,
            "The server does not have an extension that the message needs.",
            "A notification, a character set or a protection that it does not know", "Send without it."),
        ["3.4"] = new(
            "Message too big for system", "RFC 3463", Ours, "The message is larger than the server takes.",
            "Attachments, which grow by a third on the way", "Send a link, or smaller attachments.", "Test-SmtpServer <server>"),
        ["3.5"] = new(
            "System incorrectly configured", "RFC 3463", Theirs,
            "The server found its own settings wrong.",
            "It is to pass mail on to itself|A route is missing", "Tell its administrator."),
        ["3.6"] = new(
            "Requested priority was changed", "RFC 6710", Unknown,
            "The message was taken with another priority than asked for.", "", "Nothing is to be done."),
    };
}
