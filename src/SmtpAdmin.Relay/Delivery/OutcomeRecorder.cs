using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// Puts outcomes on disk and into the counters. Every copy that fails for good passes here and nowhere else: this is
/// the place where a delivery status notification to the sender (RFC 3464) is to be queued, in the same step.
/// </summary>
internal sealed class OutcomeRecorder(
    IMessageQueue queue, HandOff handOff, RetrySchedule schedule, DeliveryCounters counters, TimeProvider time)
{
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Records what an attempt came to. Where the disk refuses, it is tried until it takes it: until then the caller
    /// goes on to no other message, and so no more than one message for each connection can be sent twice.
    /// </summary>
    public async Task RecordAsync(
        QueuedMessage message, IReadOnlyList<RecipientOutcome> outcomes, CancellationToken cancellationToken)
    {
        DateTimeOffset next = time.GetUtcNow() + schedule.IntervalAfter(message.Attempts);
        var outcome = new AttemptOutcome(message, outcomes, next);
        await PersistAsync(() => queue.RecordAsync(outcome, CancellationToken.None), cancellationToken)
            .ConfigureAwait(false);
        Count(outcomes);
        handOff.NotifyDue();
    }

    /// <summary>Gives messages back untried; they are due at once.</summary>
    public async Task ReleaseAsync(IReadOnlyList<QueuedMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Count > 0)
        {
            await PersistAsync(
                () => queue.ReleaseAsync(messages, time.GetUtcNow(), CancellationToken.None), cancellationToken)
                .ConfigureAwait(false);
            handOff.NotifyDue();
        }
    }

    private async Task PersistAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await write().ConfigureAwait(false);
                return;
            }
            catch (SmtpAdminException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(s_pauseAfterFailure, time, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Count(IReadOnlyList<RecipientOutcome> outcomes)
    {
        counters.AddDelivered(outcomes.Count(outcome => outcome.State == RecipientState.Delivered));
        counters.AddDeferred(outcomes.Count(outcome => outcome.State == RecipientState.Deferred));
        counters.AddFailed(outcomes.Count(outcome => outcome.State == RecipientState.Failed));
    }
}
