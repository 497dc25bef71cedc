using SmtpAdmin.Core.Messages;
using SmtpAdmin.Relay.Capture;

namespace SmtpAdmin.Relay.Running;

/// <summary>Makes what users see of a message from what the relay keeps of it.</summary>
internal static class RelayMessageFactory
{
    public static RelayMessage Create(string relay, CapturedMessage message)
        => Create(relay, message.Envelope, message.Size, message.Raw) with { State = RelayMessageState.Captured };

    /// <summary>Envelope and content together; the state is the caller's to say.</summary>
    public static RelayMessage Create(string relay, Envelope envelope, long size, byte[] raw)
    {
        MessageContent content = MessageReader.Read(raw);
        return new RelayMessage
        {
            Id = envelope.Id,
            Relay = relay,
            State = RelayMessageState.Queued,
            From = envelope.ReversePath,
            To = envelope.Recipients,
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
