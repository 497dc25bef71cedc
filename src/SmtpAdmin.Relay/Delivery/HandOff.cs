using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// The claimed messages between the queue and the connections. Bounded by count, and so in memory: a content is at most
/// what fits a row. Mail read back from the queue gets only half the room, so that new mail always finds some, however
/// long the backlog.
/// </summary>
internal sealed class HandOff(RouteState route, RetrySchedule schedule, TimeProvider time) : IFreshMail
{
    private const int FreshLimit = 256;
    private const int DueLimit = FreshLimit / 2;

    private readonly Channel<ReadyMessage> _messages = Channel.CreateUnbounded<ReadyMessage>();
    private bool _isRefillWanted;

    /// <summary>Set when the feeder has reason to look again.</summary>
    public Signal Changed { get; } = new(time);

    /// <summary>Called after each addition: somebody has to come and take it.</summary>
    public Action Added { get; set; } = static () => { };

    public int Count => _messages.Reader.Count;

    /// <summary>How many messages the feeder may add.</summary>
    public int DueRoom => Math.Max(0, DueLimit - Count);

    public bool HasRoom => route.IsUp && Count < FreshLimit;

    public DateTimeOffset GetNextAttempt() => time.GetUtcNow() + schedule.IntervalAfter(1);

    public void Add(ReadyMessage message)
    {
        _messages.Writer.TryWrite(message);
        Added();
    }

    public void NotifyDue() => Changed.Set();

    /// <summary>Asks for the signal when half of the feeder's room is free.</summary>
    public void WantRefill() => Volatile.Write(ref _isRefillWanted, true);

    /// <summary>Takes the next message, or null where none comes in time.</summary>
    public async ValueTask<ReadyMessage?> TakeAsync(TimeSpan idleTime, CancellationToken cancellationToken)
    {
        if (!_messages.Reader.TryRead(out ReadyMessage? message))
        {
            message = await WaitAsync(idleTime, cancellationToken).ConfigureAwait(false);
        }

        if (Volatile.Read(ref _isRefillWanted) && Count <= DueLimit / 2)
        {
            Volatile.Write(ref _isRefillWanted, false);
            Changed.Set();
        }

        return message;
    }

    /// <summary>Takes all that is left.</summary>
    public IReadOnlyList<QueuedMessage> Drain()
    {
        var left = new List<QueuedMessage>();
        while (_messages.Reader.TryRead(out ReadyMessage? message))
        {
            left.Add(message.Message);
        }

        return left;
    }

    private async Task<ReadyMessage?> WaitAsync(TimeSpan idleTime, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(idleTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            return await _messages.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
