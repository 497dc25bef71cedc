using System;
using System.Collections.Generic;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>Turns a draft into a message and its envelope. Everything that a draft can have wrong is found here.</summary>
internal sealed class MessageComposer
{
    private readonly TimeProvider _clock;

    public MessageComposer(TimeProvider clock)
    {
        _clock = clock;
    }

    /// <summary>Composes the message and opens its attachments.</summary>
    /// <exception cref="SmtpAdminException">
    /// An address, a header field or an attachment cannot be used, or sender or recipients are missing.
    /// </exception>
    public ComposedMessage Compose(MessageDraft draft)
    {
        MailAddress sender = ReadSender(draft);
        List<MailAddress> to = ReadAddresses(draft.To);
        List<MailAddress> cc = ReadAddresses(draft.Cc);
        List<MailAddress> recipients = EnvelopeRecipients.From(to, cc, ReadAddresses(draft.Bcc));
        if (recipients.Count == 0)
        {
            throw new SmtpAdminException(ErrorKind.RecipientMissing, "To, Cc and Bcc are empty.");
        }

        // Starting from an empty header list skips MimeKit's own Message-ID, which would name this machine.
        var message = new MimeMessage(new HeaderList());
        message.From.Add(MimeMailbox.From(sender));
        AddAll(message.To, to);
        AddAll(message.Cc, cc);
        AddAll(message.ReplyTo, ReadAddresses(draft.ReplyTo));
        message.Subject = HeaderRules.CheckValue("Subject", draft.Subject);
        message.Date = _clock.GetLocalNow();
        message.MessageId = $"{Guid.NewGuid():N}@{sender.Domain}";
        SetPriority(message, draft.Priority);
        foreach (MessageHeader header in draft.Headers)
        {
            message.Headers.Add(HeaderRules.ToField(header));
        }

        message.Body = MessageBody.Build(draft);
        return new ComposedMessage(message, sender, recipients);
    }

    private static MailAddress ReadSender(MessageDraft draft) =>
        string.IsNullOrWhiteSpace(draft.From)
            ? throw new SmtpAdminException(ErrorKind.SenderMissing, "From is empty.")
            : MailAddressParser.Parse(draft.From);

    private static List<MailAddress> ReadAddresses(IReadOnlyList<string> texts)
    {
        var addresses = new List<MailAddress>(texts.Count);
        for (int i = 0; i < texts.Count; i++)
        {
            addresses.AddRange(MailAddressParser.ParseList(texts[i]));
        }

        return addresses;
    }

    // One range per field: each single Add would write the whole field anew.
    private static void AddAll(InternetAddressList field, List<MailAddress> addresses)
    {
        if (addresses.Count > 0)
        {
            field.AddRange(MimeMailbox.FromAll(addresses));
        }
    }

    // Two fields, since readers differ in which of them they show.
    private static void SetPriority(MimeMessage message, MessagePriority priority)
    {
        if (priority == MessagePriority.High)
        {
            message.Importance = MessageImportance.High;
            message.XPriority = XMessagePriority.High;
        }
        else if (priority == MessagePriority.Low)
        {
            message.Importance = MessageImportance.Low;
            message.XPriority = XMessagePriority.Low;
        }
    }
}
