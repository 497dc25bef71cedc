using System;
using System.Collections.Generic;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>Turns a draft into a message and its envelope. Everything that a draft can have wrong is found here.</summary>
internal sealed class MessageComposer
{
    private readonly TimeProvider _clock;
    private readonly IMessageSigner? _signer;

    public MessageComposer(TimeProvider clock, IMessageSigner? signer = null)
    {
        _clock = clock;
        _signer = signer;
    }

    /// <summary>Composes the message, reading its attachments once at least, or takes the finished one.</summary>
    /// <exception cref="SmtpAdminException">
    /// An address, a header field, an attachment or a file cannot be used, or sender or recipients are missing.
    /// </exception>
    public OutgoingMessage Compose(MessageDraft draft) =>
        draft.Finished is not null ? SignFinished(FinishedMessages.Borrow(draft))
        : draft.File is not null ? SignFinished(FinishedMessages.Open(draft).Outgoing)
        : ComposeNew(draft);

    /// <summary>Composes the message, or opens it, to be kept rather than sent.</summary>
    /// <exception cref="SmtpAdminException">As for <see cref="Compose"/>.</exception>
    public SmtpMessage Finish(MessageDraft draft)
    {
        if (draft.File is not null)
        {
            return FinishedMessages.Open(draft);
        }

        if (draft.Finished is { } finished)
        {
            return draft == new MessageDraft { Finished = finished }
                ? finished
                : throw new SmtpAdminException(
                    ErrorKind.MessageOptionsInvalid, "A message that is composed already has its envelope.");
        }

        DateTimeOffset date = draft.Date ?? _clock.GetLocalNow();
        OutgoingMessage outgoing = ComposeNew(draft with { Date = date });
        List<MailAddress> to = AddressTexts.ReadAll(draft.To);
        return new FinishedMessage(outgoing, ReadAuthor(draft), to, AddressTexts.ReadAll(draft.Cc), date);
    }

    private OutgoingMessage SignFinished(OutgoingMessage outgoing) =>
        _signer is null ? outgoing : outgoing with { Content = PrefixedContent.Sign(outgoing.Content, _signer) };

    private OutgoingMessage ComposeNew(MessageDraft draft)
    {
        MailAddress author = ReadAuthor(draft);
        List<MailAddress> to = AddressTexts.ReadAll(draft.To);
        List<MailAddress> cc = AddressTexts.ReadAll(draft.Cc);
        List<MailAddress> recipients = EnvelopeRecipients.From(to, cc, AddressTexts.ReadAll(draft.Bcc));
        if (recipients.Count == 0)
        {
            throw new SmtpAdminException(ErrorKind.RecipientMissing, "To, Cc and Bcc are empty.");
        }

        List<MailAddress> replyTo = AddressTexts.ReadAll(draft.ReplyTo);
        MailAddress? sender = EnvelopeSender.Of(draft, author);

        // Starting from an empty header list skips MimeKit's own Message-ID, which would name this machine.
        var message = new MimeMessage(new HeaderList());
        try
        {
            message.From.Add(MimeMailbox.From(author));
            AddAll(message.To, to);
            AddAll(message.Cc, cc);
            AddAll(message.ReplyTo, replyTo);
            message.Subject = HeaderRules.CheckValue("Subject", draft.Subject);
            message.Date = draft.Date ?? _clock.GetLocalNow();
            message.MessageId = draft.MessageId is null
                ? MessageIdentifier.Create(author.Domain)
                : MessageIdentifier.Parse(draft.MessageId);
            MessageFields.Add(message, draft);
            message.Body = MessageBody.Build(draft);
            _signer?.Sign(message, recipients);
            bool isUtf8 = Utf8Headers.AreNeeded([author], to, cc, replyTo);
            return new OutgoingMessage
            {
                MessageId = message.MessageId,
                Subject = draft.Subject ?? string.Empty,
                Sender = sender,
                Recipients = recipients,
                Content = ContentFactory.Create(message, isUtf8),
                DeliveryStatus = draft.DeliveryStatus,
            };
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private static MailAddress ReadAuthor(MessageDraft draft) =>
        string.IsNullOrWhiteSpace(draft.From)
            ? throw new SmtpAdminException(ErrorKind.SenderMissing, "From is empty.")
            : MailAddressParser.Parse(draft.From);

    // One range per field: each single Add would write the whole field anew.
    private static void AddAll(InternetAddressList field, List<MailAddress> addresses)
    {
        if (addresses.Count > 0)
        {
            field.AddRange(MimeMailbox.FromAll(addresses));
        }
    }
}
