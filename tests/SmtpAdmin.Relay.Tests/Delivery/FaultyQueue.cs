using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>A queue that does something else first whenever it is asked when mail is due.</summary>
internal sealed class FaultyQueue(IMessageQueue inner, Func<CancellationToken, Task> beforeLooking) : IMessageQueue
{
    public async ValueTask<DateTimeOffset?> GetNextAttemptAsync(CancellationToken cancellationToken)
    {
        await beforeLooking(cancellationToken);
        return await inner.GetNextAttemptAsync(cancellationToken);
    }

    public void HandFreshMailTo(IFreshMail? freshMail) => inner.HandFreshMailTo(freshMail);

    public ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken) =>
        inner.BeginAsync(envelope, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> ClaimDueAsync(
        DateTimeOffset now, int limit, Func<QueuedMessage, DateTimeOffset> nextAttempt,
        CancellationToken cancellationToken) => inner.ClaimDueAsync(now, limit, nextAttempt, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> ClaimReceivedBeforeAsync(
        DateTimeOffset received, DateTimeOffset receivedWithNullReversePath, int limit,
        CancellationToken cancellationToken) =>
        inner.ClaimReceivedBeforeAsync(received, receivedWithNullReversePath, limit, cancellationToken);

    public Task RecordAsync(AttemptOutcome outcome, CancellationToken cancellationToken) =>
        inner.RecordAsync(outcome, cancellationToken);

    public Task ReleaseAsync(
        IReadOnlyList<QueuedMessage> messages, DateTimeOffset nextAttempt, CancellationToken cancellationToken) =>
        inner.ReleaseAsync(messages, nextAttempt, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> ListDelayedAsync(
        DateTimeOffset received, int limit, CancellationToken cancellationToken) =>
        inner.ListDelayedAsync(received, limit, cancellationToken);

    public Task<bool> RecordDelayAsync(
        QueuedMessage message, NewMessage? report, CancellationToken cancellationToken) =>
        inner.RecordDelayAsync(message, report, cancellationToken);

    public ValueTask<long> CountWaitingAsync(CancellationToken cancellationToken) =>
        inner.CountWaitingAsync(cancellationToken);

    public IAsyncEnumerable<QueuedMessage> ListAsync(CancellationToken cancellationToken) =>
        inner.ListAsync(cancellationToken);

    public ValueTask<QueuedMessage?> FindAsync(string id, CancellationToken cancellationToken) =>
        inner.FindAsync(id, cancellationToken);

    public ValueTask<Stream?> OpenBodyAsync(string id, CancellationToken cancellationToken) =>
        inner.OpenBodyAsync(id, cancellationToken);

    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        inner.RemoveAsync(id, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
