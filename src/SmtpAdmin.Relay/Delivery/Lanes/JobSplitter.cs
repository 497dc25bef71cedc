using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Relay.Delivery.Routing;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>Splits a message into jobs: one for each destination, and of no more recipients than it takes at once.</summary>
internal sealed class JobSplitter(RouteTable table)
{
    /// <returns>The jobs with their destinations; null stands for no destination at all.</returns>
    public IReadOnlyList<(Destination? Destination, DeliveryJob Job)> Split(ReadyMessage ready)
    {
        List<QueuedRecipient> open = ready.Message.OpenRecipients.ToList();
        if (table.Only is { } only && open.Count <= only.Route.Limits.RecipientsPerTransaction)
        {
            return [(only, new DeliveryJob(ready, open, Siblings: null))];
        }

        var parts = open
            .GroupBy(recipient => table.Find(ready.Message.Envelope.ReversePath, recipient.Address))
            .SelectMany(group => group
                .Chunk(group.Key?.Route.Limits.RecipientsPerTransaction ?? int.MaxValue)
                .Select(chunk => (Destination: group.Key, Recipients: chunk)))
            .ToList();
        JobGroup? siblings = parts.Count > 1 ? new JobGroup(parts.Count) : null;
        return parts.ConvertAll(part => (part.Destination, new DeliveryJob(ready, part.Recipients, siblings)));
    }
}
