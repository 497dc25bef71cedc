using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery.Reports;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// Puts outcomes on disk and into the counters. Every copy that fails for good passes here and nowhere else: the
/// notification of it to the sender (RFC 3464) is queued in the same step.
/// </summary>
internal sealed class OutcomeRecorder(
    IMessageQueue queue,
    HandOff handOff,
    RetrySchedule schedule,
    ReportFactory reports,
    DeliveryCounters counters,
    TimeProvider time)
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
        AttemptOutcome outcome = await reports
            .ReportAsync(new AttemptOutcome(message, outcomes, next), CancellationToken.None).ConfigureAwait(false);
        await PersistAsync(() => queue.RecordAsync(outcome, CancellationToken.None), cancellationToken)
            .ConfigureAwait(false);
        Count(outcome);
        handOff.NotifyDue();
    }

    /// <summary>Tells a sender, once, that a message waits longer than usual.</summary>
    public async Task RecordDelayAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        NewMessage? report = await reports.ReportDelayAsync(message, cancellationToken).ConfigureAwait(false);
        if (await queue.RecordDelayAsync(message, report, cancellationToken).ConfigureAwait(false) && report is not null)
        {
            counters.AddReports(1);
            handOff.NotifyDue();
        }
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

    private void Count(AttemptOutcome outcome)
    {
        int failed = CountOf(outcome, RecipientState.Failed);
        counters.AddDelivered(CountOf(outcome, RecipientState.Delivered));
        counters.AddDeferred(CountOf(outcome, RecipientState.Deferred));
        counters.AddFailed(failed + CountOf(outcome, RecipientState.Returned));
        counters.AddReports(outcome.Reports.Count);
        if (outcome.Message.Envelope.ReversePath.Length == 0)
        {
            counters.AddDoubleBounces(failed);
        }
    }

    private static int CountOf(AttemptOutcome outcome, RecipientState state) =>
        outcome.Recipients.Count(recipient => recipient.State == state);
}
