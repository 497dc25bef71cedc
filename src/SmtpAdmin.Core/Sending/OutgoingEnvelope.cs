using System.Collections.Generic;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>Writes a message's envelope for the wire.</summary>
internal static class OutgoingEnvelope
{
    public static SmtpEnvelope From(OutgoingMessage message, IReadOnlyList<MailAddress> recipients)
    {
        string[] paths = new string[recipients.Count];
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = recipients[i].Address;
        }

        return new SmtpEnvelope
        {
            ReversePath = message.Sender?.Address ?? string.Empty,
            Recipients = paths,
            Size = message.Content.Size,
            Is8Bit = message.Content.Is8Bit,
            HasUtf8Header = message.Content.HasUtf8Header,
            DeliveryStatus = message.DeliveryStatus is { } request ? ToParameters(request) : null,
        };
    }

    private static DsnParameters ToParameters(DeliveryStatusRequest request) => new()
    {
        EnvelopeId = request.EnvelopeId,
        Return = DsnParameters.ReturnOf(request.Return),
        Notify = DsnParameters.NotifyOf(request.Notify),
    };
}
