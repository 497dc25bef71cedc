using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// The mail that a relay has promised to deliver. Takes messages as a store, gives them out for delivery by claim, and
/// shows them to an admin. All members throw <see cref="SmtpAdminException"/> (QueueUnavailable) when storage fails.
/// </summary>
internal interface IMessageQueue : IMessageStore, IAsyncDisposable
{
    /// <summary>From now on, hands just committed mail to <paramref name="freshMail"/>; null ends that.</summary>
    void HandFreshMailTo(IFreshMail? freshMail);

    /// <summary>
    /// Takes up to <paramref name="limit"/> messages whose next attempt is due, the longest due first. Each counts as
    /// one attempt and belongs to the caller until it records an outcome or releases it. The time of the attempt after
    /// this one is durable before this returns: a crash while trying can then not turn into a tight retry.
    /// </summary>
    Task<IReadOnlyList<QueuedMessage>> ClaimDueAsync(
        DateTimeOffset now, int limit, Func<QueuedMessage, DateTimeOffset> nextAttempt,
        CancellationToken cancellationToken);

    /// <summary>Takes messages that wait longer than they may, due or not, under the same terms.</summary>
    Task<IReadOnlyList<QueuedMessage>> ClaimReceivedBeforeAsync(
        DateTimeOffset received, DateTimeOffset receivedWithNullReversePath, int limit,
        CancellationToken cancellationToken);

    /// <summary>
    /// Ends a claim with what the attempt came to, and queues the reports that follow from it. A message that is
    /// delivered or returned for all its recipients is removed.
    /// </summary>
    Task RecordAsync(AttemptOutcome outcome, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a claim as if there had been no attempt; the messages are due again at <paramref name="nextAttempt"/>.
    /// </summary>
    Task ReleaseAsync(
        IReadOnlyList<QueuedMessage> messages, DateTimeOffset nextAttempt, CancellationToken cancellationToken);

    /// <summary>Messages that came before a time and still wait, and whose delay was not recorded.</summary>
    Task<IReadOnlyList<QueuedMessage>> ListDelayedAsync(
        DateTimeOffset received, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Records that a message's delay is dealt with, and queues the report of it; neither where it was so before or
    /// the message is gone.
    /// </summary>
    /// <returns>Whether it was recorded now.</returns>
    Task<bool> RecordDelayAsync(QueuedMessage message, NewMessage? report, CancellationToken cancellationToken);

    /// <summary>When the first of the unclaimed messages is due, or null where none waits.</summary>
    ValueTask<DateTimeOffset?> GetNextAttemptAsync(CancellationToken cancellationToken);

    /// <summary>How many messages wait for delivery, claimed ones included.</summary>
    ValueTask<long> CountWaitingAsync(CancellationToken cancellationToken);

    /// <summary>All messages in order of arrival, failed ones included, without their content.</summary>
    IAsyncEnumerable<QueuedMessage> ListAsync(CancellationToken cancellationToken);

    /// <summary>One message, or null where the queue has none of this id.</summary>
    ValueTask<QueuedMessage?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The content of a message as it goes out, or null where the queue has none of this id.</summary>
    ValueTask<Stream?> OpenBodyAsync(string id, CancellationToken cancellationToken);

    /// <summary>Removes a message for good. An attempt that is under way may still deliver it.</summary>
    /// <returns>Whether there was such a message.</returns>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);
}
