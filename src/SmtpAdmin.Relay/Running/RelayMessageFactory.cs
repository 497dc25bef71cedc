using System.Linq;
using SmtpAdmin.Core.Messages;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Running;

/// <summary>Makes what users see of a message from what the relay keeps of it.</summary>
internal static class RelayMessageFactory
{
    public static RelayMessage Create(string relay, CapturedMessage message)
        => Create(relay, message.Envelope, message.Size, message.Raw) with { State = RelayMessageState.Captured };

    /// <summary>A queued message: its header is read for the subject, its content stays on disk.</summary>
    public static RelayMessage Create(string relay, QueuedMessage message, byte[] header)
        => Create(relay, message.Envelope, message.Size, header) with
        {
            State = message.State,
            Text = null,
            Raw = [],
            NextAttemptAt = message.NextAttemptAt,
            Recipients = [.. message.Recipients.Where(recipient => recipient.Attempts > 0).Select(Describe)],
        };

    private static RecipientResult Describe(QueuedRecipient recipient) => new()
    {
        Address = recipient.Address,
        Reply = recipient.LastReply,
        Failure = recipient.LastError,
        Status = recipient.State switch
        {
            RecipientState.Delivered => RecipientStatus.Accepted,
            RecipientState.Deferred => RecipientStatus.Deferred,
            RecipientState.Failed or RecipientState.Returned => RecipientStatus.Rejected,
            _ => RecipientStatus.NotTried,
        },
    };

    private static RelayMessage Create(string relay, Envelope envelope, long size, byte[] raw)
    {
        MessageContent content = MessageReader.Read(raw);
        return new RelayMessage
        {
            Id = envelope.Id,
            Relay = relay,
            State = RelayMessageState.Queued,
            From = envelope.ReversePath,
            To = [.. envelope.Recipients.Select(recipient => recipient.Address)],
            Subject = content.Subject,
            Headers = content.Headers,
            Text = content.Text,
            Html = content.Html,
            Attachments = content.Attachments,
            Raw = raw,
            Size = size,
            ReceivedAt = envelope.ReceivedAt,
            ClientAddress = envelope.ClientAddress,
            ClientName = envelope.ClientName,
            AuthenticatedUser = envelope.AuthenticatedUser,
            IsEncrypted = envelope.IsEncrypted,
        };
    }
}
