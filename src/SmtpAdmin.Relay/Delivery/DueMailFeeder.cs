using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// Brings mail that is due from the queue to the workers: at once when something changes, else at the time of the next
/// attempt. While the route is down it brings one message per probe and leaves the rest on disk. Every ten
/// minutes it gives up what has waited too long, and reports what waits longer than usual.
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
    private const int ReviewedAtOnce = 100;
    private static readonly TimeSpan s_reviewInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(10);

    private DateTimeOffset _nextReview = DateTimeOffset.MinValue;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                await ReviewAsync(cancellationToken).ConfigureAwait(false);
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
            return possible < _nextReview ? possible.Value - now : UntilReview(now);
        }

        int room = route.IsUp ? handOff.DueRoom : ProbeRoom;
        if (room > 0)
        {
            await ClaimAsync(now, room).ConfigureAwait(false);
            return TimeSpan.Zero;
        }

        handOff.WantRefill();
        return handOff.Count == 0 ? TimeSpan.Zero : UntilReview(now);
    }

    /// <summary>
    /// Never negative: the clock may have passed it since the last look, by hours where the machine slept.
    /// </summary>
    private TimeSpan UntilReview(DateTimeOffset now) => _nextReview > now ? _nextReview - now : TimeSpan.Zero;

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

    private async Task ReviewAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (now >= _nextReview)
        {
            await GiveUpAsync(now, cancellationToken).ConfigureAwait(false);
            await ReportDelaysAsync(now, cancellationToken).ConfigureAwait(false);
            _nextReview = now + s_reviewInterval;
        }
    }

    private async Task GiveUpAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<QueuedMessage> expired;
        do
        {
            expired = await queue.ClaimReceivedBeforeAsync(
                now - schedule.Profile.Lifetime,
                now - schedule.Profile.NullReversePathLifetime,
                ReviewedAtOnce,
                cancellationToken)
                .ConfigureAwait(false);
            foreach (QueuedMessage message in expired)
            {
                IReadOnlyList<RecipientOutcome> outcomes = AttemptClassifier.Expired(message.OpenRecipients, route.Fault);
                await recorder.RecordAsync(message, outcomes, cancellationToken).ConfigureAwait(false);
            }
        }
        while (expired.Count == ReviewedAtOnce);
    }

    private async Task ReportDelaysAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<QueuedMessage> delayed;
        do
        {
            delayed = await queue.ListDelayedAsync(
                now - schedule.Profile.DelayReportAfter, ReviewedAtOnce, cancellationToken).ConfigureAwait(false);
            foreach (QueuedMessage message in delayed)
            {
                await recorder.RecordDelayAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }
        while (delayed.Count == ReviewedAtOnce);
    }

    /// <summary>No time for the second means that nothing can be said: a report will come.</summary>
    private static DateTimeOffset? Later(DateTimeOffset first, DateTimeOffset? second) =>
        second is null || second > first ? second : first;
}
