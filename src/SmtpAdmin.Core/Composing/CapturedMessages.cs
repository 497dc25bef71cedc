using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>Takes messages that a relay keeps, with the envelope that their client gave, so that they can go on.</summary>
internal static class CapturedMessages
{
    /// <summary>The message, byte for byte as the relay keeps it.</summary>
    /// <exception cref="SmtpAdminException">
    /// The relay does not keep its content (MessageUnreadable), or its envelope names what no server takes.
    /// </exception>
    public static SmtpMessage Take(RelayMessage message)
    {
        if (message.Raw.Length == 0)
        {
            throw new SmtpAdminException(
                ErrorKind.MessageUnreadable, $"Relay '{message.Relay}' delivers {message.Id} itself and does not show its content.");
        }

        MailAddress? sender = message.From.Length == 0 ? null : MailAddressParser.Parse(message.From);
        List<MailAddress> recipients = [.. message.To.Select(MailAddressParser.Parse)];
        var outgoing = new OutgoingMessage
        {
            MessageId = Field(message, "Message-ID").Trim('<', '>', ' '),
            Subject = message.Subject,
            Sender = sender,
            Recipients = recipients,
            Content = new BufferedContent(message.Raw, message.Raw.Length),
        };
        return new FinishedMessage(outgoing, sender, recipients, [], message.ReceivedAt);
    }

    private static string Field(RelayMessage message, string name) =>
        message.Headers.FirstOrDefault(
            field => string.Equals(field.Name, name, System.StringComparison.OrdinalIgnoreCase))?.Value ?? string.Empty;
}
