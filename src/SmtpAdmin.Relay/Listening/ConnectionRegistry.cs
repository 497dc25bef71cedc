using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Session;

namespace SmtpAdmin.Relay.Listening;

/// <summary>The open connections: each is registered before it runs and leaves when it has ended.</summary>
internal sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<SmtpConnection, Task> _connections = new();

    /// <summary>Registers a connection, then runs it on the thread pool.</summary>
    public void Run(SmtpConnection connection, Func<Task> serve)
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ended.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await serve().ConfigureAwait(false);
            }
            finally
            {
                _connections.TryRemove(connection, out _);
                ended.SetResult(true);
            }
        });
    }

    public void InterruptAll(Interruption reason)
    {
        foreach (SmtpConnection connection in _connections.Keys)
        {
            connection.Interrupt(reason);
        }
    }

    /// <summary>Cuts the connections, or only those that wait for no answer to a message.</summary>
    public void AbortAll(bool exceptAnswersDue)
    {
        foreach (SmtpConnection connection in _connections.Keys)
        {
            if (!exceptAnswersDue || !connection.IsAnswerDue)
            {
                connection.Abort();
            }
        }
    }

    /// <summary>Waits for all to end.</summary>
    /// <returns>Whether they did, within the time.</returns>
    public async Task<bool> WaitAllAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            Task all = Task.WhenAll(_connections.Values.ToArray());
            await all.WaitAsync(time, clock, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
