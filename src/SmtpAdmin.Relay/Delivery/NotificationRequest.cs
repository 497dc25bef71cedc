using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// What a client asked of notifications, for the next server, unchanged (RFC 3461, section 5.2.1).
/// </summary>
internal static class NotificationRequest
{
    /// <returns>The parameters, or null where nothing was asked.</returns>
    public static DsnParameters? From(Envelope envelope, IReadOnlyList<QueuedRecipient> recipients)
    {
        bool asksNothing = envelope is { Return: DeliveryReturn.Unspecified, EnvelopeId: null }
            && recipients.All(recipient => recipient is { Notify: 0, OriginalRecipient: null });
        return asksNothing
            ? null
            : new DsnParameters
            {
                Return = DsnParameters.ReturnOf(envelope.Return),
                EnvelopeId = envelope.EnvelopeId,
                Recipients = recipients.Select(Request).ToArray(),
            };
    }

    private static RecipientDsnParameters Request(QueuedRecipient recipient) => new()
    {
        Notify = DsnParameters.NotifyOf(recipient.Notify),
        OriginalRecipient = recipient.OriginalRecipient,
    };
}
