using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Sending.Pacing;

/// <summary>Holds messages back so that in any minute no more of them start than a server takes.</summary>
/// <remarks>
/// Providers count a sliding minute. A bucket that refills would let a full burst and the refill through within one, so
/// the pacer keeps the times of the last starts, and a message starts a minute after the one that many before it. Real
/// starts are kept, not planned ones: a timer that fires late moves what follows. One pacer serves all connections to
/// one server as one identity; waiting messages start in the order in which they came.
/// </remarks>
internal sealed class MessagePacer : IDisposable
{
    // A second more than the minute: on the way to the server, the network moves two messages nearer to each other.
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(61);

    private readonly int? _messagesPerMinute;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<long> _starts = new();

    /// <param name="messagesPerMinute">How many messages may start in a minute, at least 1; null for no limit.</param>
    /// <param name="clock">The clock, or null for the machine's.</param>
    public MessagePacer(int? messagesPerMinute, TimeProvider? clock = null)
    {
        if (messagesPerMinute < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(messagesPerMinute), messagesPerMinute, "At least 1.");
        }

        _messagesPerMinute = messagesPerMinute;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Waits until the next message may start, and counts it as started.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing was counted.</exception>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        _messagesPerMinute is { } limit ? WaitAsync(limit, cancellationToken) : Task.CompletedTask;

    public void Dispose() => _turn.Dispose();

    private async Task WaitAsync(int limit, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // In a loop, since a timer may also fire a little early.
            while (TimeUntilNext(limit) is { Ticks: > 0 } wait)
            {
                await ClockDelay.WaitAsync(_clock, wait, cancellationToken).ConfigureAwait(false);
            }

            _starts.Enqueue(_clock.GetTimestamp());
        }
        finally
        {
            _turn.Release();
        }
    }

    private TimeSpan TimeUntilNext(int limit)
    {
        while (_starts.Count > 0 && _clock.GetElapsedTime(_starts.Peek()) >= s_window)
        {
            _starts.Dequeue();
        }

        return _starts.Count < limit ? TimeSpan.Zero : s_window - _clock.GetElapsedTime(_starts.Peek());
    }
}
