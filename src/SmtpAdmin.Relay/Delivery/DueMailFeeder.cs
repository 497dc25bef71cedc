using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// Brings mail that is due from the queue to the workers: at once when something changes, else at the time of the next
/// attempt. While the route is down it brings one message per probe and leaves the rest on disk. Once an hour it gives
/// up what has waited too long.
/// </summary>
internal sealed class DueMailFeeder(
    IMessageQueue queue,
    HandOff handOff,
    OutcomeRecorder recorder,
    RouteState route,
    RetrySchedule schedule,
    DeliveryCounters counters,
    TimeProvider time)
{
    private const int MaximumExpired = 100;
    private static readonly TimeSpan s_expiryInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(10);

    private DateTimeOffset _nextExpiry = DateTimeOffset.MinValue;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                await GiveUpAsync(cancellationToken).ConfigureAwait(false);
                wait = await FeedAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Most likely the queue cannot be read or written just now. What is due stays due, and whatever it was
                // must not end the loop: a relay that takes mail and never sends it is the worst of all.
                counters.AddFault(fault);
                wait = s_pauseAfterFailure;
            }

            await handOff.Changed.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>How long nothing needs to be done unless something changes.</returns>
    private async Task<TimeSpan> FeedAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset? due = await queue.GetNextAttemptAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset? possible = due is null || route.IsUp ? due : Later(due.Value, route.NextProbeAt);
        if (possible is not { } next || next > now)
        {
            return possible < _nextExpiry ? possible.Value - now : UntilExpiry(now);
        }

        int room = route.IsUp ? handOff.DueRoom : ProbeRoom;
        if (room > 0)
        {
            await ClaimAsync(now, room).ConfigureAwait(false);
            return TimeSpan.Zero;
        }

        handOff.WantRefill();
        return handOff.Count == 0 ? TimeSpan.Zero : UntilExpiry(now);
    }

    /// <summary>
    /// Never negative: the clock may have passed it since the last look, by hours where the machine slept.
    /// </summary>
    private TimeSpan UntilExpiry(DateTimeOffset now) => _nextExpiry > now ? _nextExpiry - now : TimeSpan.Zero;

    private int ProbeRoom => handOff.Count == 0 ? 1 : 0;

    /// <summary>Not to be cancelled: what is claimed must reach the hand-off, which gives it back at the end.</summary>
    private async Task ClaimAsync(DateTimeOffset now, int limit)
    {
        IReadOnlyList<QueuedMessage> claimed = await queue.ClaimDueAsync(
            now, limit, message => now + schedule.IntervalAfter(message.Attempts), CancellationToken.None)
            .ConfigureAwait(false);
        foreach (QueuedMessage message in claimed)
        {
            handOff.Add(new ReadyMessage(message, Content: null));
        }
    }

    private async Task GiveUpAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        while (now >= _nextExpiry)
        {
            IReadOnlyList<QueuedMessage> expired = await queue.ClaimReceivedBeforeAsync(
                now - RetrySchedule.Lifetime,
                now - RetrySchedule.NullReversePathLifetime,
                MaximumExpired,
                cancellationToken)
                .ConfigureAwait(false);
            foreach (QueuedMessage message in expired)
            {
                IReadOnlyList<RecipientOutcome> outcomes = AttemptClassifier.Expired(message.OpenRecipients);
                await recorder.RecordAsync(message, outcomes, cancellationToken).ConfigureAwait(false);
            }

            if (expired.Count < MaximumExpired)
            {
                _nextExpiry = now + s_expiryInterval;
            }
        }
    }

    /// <summary>No time for the second means that nothing can be said: a report will come.</summary>
    private static DateTimeOffset? Later(DateTimeOffset first, DateTimeOffset? second) =>
        second is null || second > first ? second : first;
}
