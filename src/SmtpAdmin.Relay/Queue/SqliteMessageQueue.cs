using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// The queue in a folder of its own: <c>queue.db</c> (SQLite) with everything but the large contents, <c>bodies/</c>
/// with those, <c>queue.lock</c>. What CommitAsync confirmed is there after the process is killed, and after a power
/// loss on a drive that flushes when told to. Reads are short and run on the caller's thread; SQLite has no other way.
/// </summary>
internal sealed class SqliteMessageQueue : IMessageQueue
{
    private const int PageOfMessages = 100;

    private readonly TimeProvider _time;
    private readonly QueueLock _lock;
    private readonly QueueDatabase _database;
    private readonly BodyStore _bodies;
    private readonly GroupCommit _writer;
    private readonly QueueReader _reader;
    private IFreshMail? _freshMail;

    private SqliteMessageQueue(string folder, TimeProvider time, QueueLock queueLock, int? maximumPages)
    {
        _time = time;
        _lock = queueLock;
        _bodies = new BodyStore(folder);
        _database = new QueueDatabase(folder, maximumPages);
        _writer = new GroupCommit(_database.OpenForWriting());
        _reader = new QueueReader(_database, _bodies);
    }

    /// <summary>The transactions committed so far.</summary>
    public long Commits => _writer.Commits;

    /// <summary>Opens the queue of a folder, and makes both where there are none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="maximumPages">Bounds the database file; a commit beyond it fails as on a full disk.</param>
    /// <param name="cancellationToken">Gives up opening.</param>
    /// <exception cref="SmtpAdminException">It is in use, or cannot be read or written (QueueUnavailable).</exception>
    public static async Task<SqliteMessageQueue> OpenAsync(
        string folder, TimeProvider time, int? maximumPages = null, CancellationToken cancellationToken = default)
    {
        SqliteMessageQueue queue = Open(folder, time, maximumPages);
        try
        {
            await queue.RecoverAsync(cancellationToken).ConfigureAwait(false);
            return queue;
        }
        catch
        {
            await queue.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void HandFreshMailTo(IFreshMail? freshMail) => Volatile.Write(ref _freshMail, freshMail);

    public ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IMessageWriter>(new QueueWriter(envelope, _bodies, StoreAsync));

    public async Task<IReadOnlyList<QueuedMessage>> ClaimDueAsync(
        DateTimeOffset now, int limit, Func<QueuedMessage, DateTimeOffset> nextAttempt,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _writer.RunAsync(statements => statements.Claims.ClaimDue(now, limit, nextAttempt))
            .ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<QueuedMessage>> ClaimReceivedBeforeAsync(
        DateTimeOffset received, DateTimeOffset receivedWithNullReversePath, int limit,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _writer.RunAsync(statements =>
            statements.Claims.ClaimReceivedBefore(received, receivedWithNullReversePath, limit)).ConfigureAwait(false);
    }

    public async Task RecordAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        Task<bool> recording = _writer.RunAsync(statements =>
        {
            bool isFinished = statements.Outcomes.Record(outcome);
            foreach (NewMessage report in outcome.Reports)
            {
                statements.Inserts.Insert(ToRow(report, attemptAfterTheFirst: null), report.Content, isClaimed: false);
            }

            return isFinished;
        });
        bool removed = await recording.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (removed && outcome.Message.BodySize > QueueWriter.LargestRowBody)
        {
            _bodies.TryDelete(outcome.Message.Id);
        }
    }

    public Task ReleaseAsync(
        IReadOnlyList<QueuedMessage> messages, DateTimeOffset nextAttempt, CancellationToken cancellationToken) =>
        _writer.RunAsync(statements =>
        {
            statements.Claims.Release(messages, nextAttempt);
            return true;
        }).WaitAsync(cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> ListDelayedAsync(
        DateTimeOffset received, int limit, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<QueuedMessage>>(() => _reader.ReadDelayed(received, limit), cancellationToken);

    public Task<bool> RecordDelayAsync(
        QueuedMessage message, NewMessage? report, CancellationToken cancellationToken) =>
        _writer.RunAsync(statements =>
        {
            bool isNew = statements.Outcomes.RecordDelay(message.Sequence);
            if (isNew && report is not null)
            {
                statements.Inserts.Insert(ToRow(report, attemptAfterTheFirst: null), report.Content, isClaimed: false);
            }

            return isNew;
        }).WaitAsync(cancellationToken);

    public ValueTask<DateTimeOffset?> GetNextAttemptAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(_reader.NextAttempt());

    public ValueTask<long> CountWaitingAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(_reader.CountWaiting());

    /// <summary>
    /// Reads by pages: a read that stayed open would keep the log from being folded into the database.
    /// </summary>
    public async IAsyncEnumerable<QueuedMessage> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long last = 0;
        while (await Task.Run(() => _reader.ReadPage(last, PageOfMessages), cancellationToken).ConfigureAwait(false)
            is { Count: > 0 } page)
        {
            foreach (QueuedMessage message in page)
            {
                yield return message;
            }

            last = page[^1].Sequence;
        }
    }

    public ValueTask<QueuedMessage?> FindAsync(string id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_reader.Find(id));

    public ValueTask<Stream?> OpenBodyAsync(string id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_reader.OpenBody(id));

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        QueuedMessage? message = _reader.Find(id);
        bool removed = await _writer.RunAsync(statements => statements.Outcomes.Remove(id))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        if (removed && message?.BodySize > QueueWriter.LargestRowBody)
        {
            _bodies.TryDelete(id);
        }

        return removed;
    }

    /// <summary>Commits what waits and closes. No session may still be writing.</summary>
    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        _database.Dispose();
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteMessageQueue Open(string folder, TimeProvider time, int? maximumPages)
    {
        QueueLock? queueLock = null;
        try
        {
            CreatePrivately(folder);
            queueLock = QueueLock.Take(folder);
            return new SqliteMessageQueue(folder, time, queueLock, maximumPages);
        }
        catch (Exception exception)
        {
            queueLock?.Dispose();
            if (QueueErrors.IsStorageFailure(exception))
            {
                throw QueueErrors.Unavailable($"The queue folder '{folder}' could not be opened.", exception);
            }

            throw;
        }
    }

    // Mail is private: into a new folder only its owner may look. On Windows the rights of the parent folder apply.
    private static void CreatePrivately(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Clears up after a process that ended in the middle: claims without owner, files without row.</summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await _writer.RunAsync(statements =>
        {
            statements.Claims.ReleaseAll();
            return true;
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
        _bodies.Sweep(_reader.Contains);
    }

    private async Task StoreAsync(NewMessage message)
    {
        IFreshMail? freshMail = Volatile.Read(ref _freshMail);
        bool handOver = freshMail?.HasRoom ?? false;
        QueuedMessage row = ToRow(message, handOver ? freshMail!.GetNextAttempt() : null);
        QueuedMessage stored = await _writer.RunAsync(
            statements => statements.Inserts.Insert(row, message.Content, handOver)).ConfigureAwait(false);
        if (handOver)
        {
            freshMail!.Add(new ReadyMessage(stored, message.Content));
        }
        else
        {
            freshMail?.NotifyDue();
        }
    }

    private QueuedMessage ToRow(NewMessage message, DateTimeOffset? attemptAfterTheFirst) => new()
    {
        Sequence = 0,
        Envelope = message.Envelope,
        Size = message.Size,
        BodySize = message.BodySize,
        Attempts = attemptAfterTheFirst is null ? 0 : 1,
        NextAttemptAt = attemptAfterTheFirst ?? _time.GetUtcNow(),
        Recipients = message.Envelope.Recipients
            .Select((recipient, ordinal) => new QueuedRecipient
            {
                Ordinal = ordinal,
                Address = recipient.Address,
                Notify = recipient.Notify,
                OriginalRecipient = recipient.OriginalRecipient,
            })
            .ToList(),
    };
}
