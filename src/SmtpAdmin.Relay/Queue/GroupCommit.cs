using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// The queue's one writer. A commit costs a flush to disk, however much is in it; so whatever arrives while one commit
/// is under way goes together into the next. Nobody waits for company: a lone request is committed at once. A thread of
/// its own, because SQLite's calls and the flush block.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    /// <summary>Bounds the first request's waiting for the last one's statements.</summary>
    private const int MaximumGroup = 256;

    // Unbounded, and still bounded: every request has a session or a delivery that waits for it.
    private readonly BlockingCollection<IWriteRequest> _requests = [];
    private readonly QueueStatements _statements;
    private readonly Thread _thread;
    private long _commits;

    public GroupCommit(SqliteConnection connection, TimeProvider time)
    {
        _statements = new QueueStatements(connection, time);
        _thread = new Thread(Run) { IsBackground = true, Name = "SmtpAdmin queue writer" };
        _thread.Start();
    }

    /// <summary>The transactions committed so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Returns when the change is durable, with its result.</summary>
    public Task<T> RunAsync<T>(Func<QueueStatements, T> change)
    {
        var request = new WriteRequest<T>(change);
        try
        {
            _requests.Add(request);
        }
        catch (InvalidOperationException)
        {
            request.Fail(QueueErrors.Unavailable("The queue is closed."));
        }

        return request.Task;
    }

    /// <summary>Commits what waits, then ends the thread.</summary>
    public void Dispose()
    {
        _requests.CompleteAdding();
        _thread.Join();
        _statements.Dispose();
        _requests.Dispose();
    }

    private void Run()
    {
        var group = new List<IWriteRequest>();
        foreach (IWriteRequest first in _requests.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < MaximumGroup && _requests.TryTake(out IWriteRequest? next))
            {
                group.Add(next);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<IWriteRequest> group)
    {
        try
        {
            _statements.Begin();
            group.ForEach(request => request.Apply(_statements));
            _statements.Commit();
        }
        catch (Exception exception)
        {
            _statements.RollBack();
            FailOrRetrySingly(group, exception);
            return;
        }

        Interlocked.Increment(ref _commits);
        group.ForEach(request => request.Complete());
    }

    /// <summary>One bad request must not take down those that happened to share its transaction.</summary>
    private void FailOrRetrySingly(List<IWriteRequest> group, Exception exception)
    {
        if (group.Count > 1)
        {
            group.ForEach(request => Commit([request]));
            return;
        }

        group[0].Fail(QueueErrors.IsStorageFailure(exception)
            ? QueueErrors.Unavailable("The queue could not be written.", exception)
            : exception);
    }
}
