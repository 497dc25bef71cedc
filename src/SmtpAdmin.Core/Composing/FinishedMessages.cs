using System;
using System.Collections.Generic;
using MimeKit;
using MimeKit.Utils;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing.Stored;

namespace SmtpAdmin.Core.Composing;

/// <summary>Takes messages that are finished already, with the envelope that a draft gives them or their own.</summary>
internal static class FinishedMessages
{
    /// <summary>The message of <see cref="MessageDraft.Finished"/>, whose content stays with it.</summary>
    /// <exception cref="SmtpAdminException">An address of the draft is none.</exception>
    public static OutgoingMessage Borrow(MessageDraft draft)
    {
        if (draft.Finished is not FinishedMessage { Outgoing: { } outgoing })
        {
            throw new SmtpAdminException(
                ErrorKind.MessageUnreadable, "The message was made before the module was loaded again.");
        }

        return outgoing with
        {
            Sender = EnvelopeSender.Of(draft, outgoing.Sender),
            Recipients = ReadRecipients(draft) ?? outgoing.Recipients,
            DeliveryStatus = draft.DeliveryStatus ?? outgoing.DeliveryStatus,
            Content = new BorrowedContent(outgoing.Content),
        };
    }

    /// <summary>Opens the message of <see cref="MessageDraft.File"/>.</summary>
    /// <exception cref="SmtpAdminException">
    /// The file cannot be read or holds no message, or there is no sender or recipient.
    /// </exception>
    public static FinishedMessage Open(MessageDraft draft)
    {
        (HeaderList fields, MessageContent content) = StoredMessage.Open(draft.File!);
        try
        {
            var envelope = new StoredEnvelope(fields);
            List<MailAddress> to = envelope.To;
            List<MailAddress> cc = envelope.Cc;
            var outgoing = new OutgoingMessage
            {
                MessageId = PrintableText.From(fields[HeaderId.MessageId]).Trim('<', '>', ' '),
                Subject = PrintableText.From(fields[HeaderId.Subject], maximumLength: 998),
                Sender = draft.EnvelopeFrom is null ? envelope.Sender : EnvelopeSender.Of(draft, other: null),
                Recipients = ReadRecipients(draft) ?? EnvelopeRecipients.From(to, cc, envelope.Bcc),
                Content = content,
                DeliveryStatus = draft.DeliveryStatus,
            };
            return outgoing.Recipients.Count > 0
                ? new FinishedMessage(outgoing, envelope.From, to, cc, ReadDate(fields))
                : throw new SmtpAdminException(ErrorKind.RecipientMissing, "The message's header names no recipient.");
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static List<MailAddress>? ReadRecipients(MessageDraft draft)
    {
        List<MailAddress> recipients = EnvelopeRecipients.From(
            AddressTexts.ReadAll(draft.To), AddressTexts.ReadAll(draft.Cc), AddressTexts.ReadAll(draft.Bcc));
        return recipients.Count > 0 ? recipients : null;
    }

    private static DateTimeOffset? ReadDate(HeaderList fields) =>
        fields[HeaderId.Date] is { } text && DateUtils.TryParse(text, out DateTimeOffset date) ? date : null;
}
