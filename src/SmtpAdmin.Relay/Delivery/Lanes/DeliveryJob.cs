using System.Collections.Generic;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>One transaction to be: a message with those of its recipients that go to one destination together.</summary>
/// <param name="Ready">The claimed message.</param>
/// <param name="Recipients">The recipients.</param>
/// <param name="Siblings">The other jobs of the message, or null where this is its only one.</param>
internal sealed record DeliveryJob(ReadyMessage Ready, IReadOnlyList<QueuedRecipient> Recipients, JobGroup? Siblings)
{
    public QueuedMessage Message => Ready.Message;
}
