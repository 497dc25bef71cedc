using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Capture;

/// <summary>
/// Keeps messages in memory for tests, within a number and a number of bytes; the oldest go first. Waiting for messages
/// is woken by each arrival and looks only at what it has not seen, so that none is missed and none is looked at twice.
/// </summary>
internal sealed class CaptureStore(
    int maximumMessages, long maximumBytes = CaptureStore.DefaultMaximumBytes, TimeProvider? time = null)
    : IMessageStore
{
    public const long DefaultMaximumBytes = 256 * 1024 * 1024;

    private readonly object _lock = new();
    private readonly Queue<CapturedMessage> _messages = new();
    private long _bytes;

    // How many messages ever came; the number of the newest kept one.
    private long _arrived;
    private TaskCompletionSource<bool> _arrival = NewArrival();

    /// <summary>The messages kept, oldest first, as they are now.</summary>
    public IReadOnlyList<CapturedMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return _messages.ToArray();
            }
        }
    }

    public ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        return new ValueTask<IMessageWriter>(new CaptureWriter(envelope, Add));
    }

    /// <summary>Drops all messages.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _messages.Clear();
            _bytes = 0;
        }
    }

    /// <summary>Waits until so many messages match, those already kept included.</summary>
    /// <exception cref="SmtpAdminException">WaitTimedOut.</exception>
    public async Task<IReadOnlyList<CapturedMessage>> WaitAsync(
        Func<CapturedMessage, bool> predicate, int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var matches = new List<CapturedMessage>();
        long seen = 0;
        while (true)
        {
            // The predicate is the caller's code and runs outside the lock.
            (IReadOnlyList<CapturedMessage> unseen, Task arrival) = Unseen(ref seen);
            matches.AddRange(unseen.Where(predicate));
            if (matches.Count >= count)
            {
                return matches;
            }

            try
            {
                await arrival.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new SmtpAdminException(
                    ErrorKind.WaitTimedOut,
                    $"{matches.Count} of {count} awaited messages came within {timeout.TotalSeconds:0.###} seconds.");
            }
        }
    }

    private void Add(CapturedMessage message)
    {
        TaskCompletionSource<bool> arrival;
        lock (_lock)
        {
            _messages.Enqueue(message);
            _arrived++;
            _bytes += message.Raw.Length;
            while (_messages.Count > maximumMessages || (_bytes > maximumBytes && _messages.Count > 1))
            {
                _bytes -= _messages.Dequeue().Raw.Length;
            }

            arrival = _arrival;
            _arrival = NewArrival();
        }

        arrival.SetResult(true);
    }

    private (IReadOnlyList<CapturedMessage> Messages, Task NextArrival) Unseen(ref long seen)
    {
        lock (_lock)
        {
            long oldest = _arrived - _messages.Count;
            int skip = (int)Math.Max(0, seen - oldest);
            seen = _arrived;
            return (_messages.Skip(skip).ToArray(), _arrival.Task);
        }
    }

    private static TaskCompletionSource<bool> NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
