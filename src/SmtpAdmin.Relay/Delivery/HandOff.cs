using System;
using System.Threading;
using SmtpAdmin.Relay.Delivery.Lanes;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// The claimed messages between the queue and the lanes. Bounded by count, and so in memory: a content is at most what
/// fits a row. Mail read back from the queue gets only half the room, so that new mail always finds some, however long
/// the backlog.
/// </summary>
internal sealed class HandOff(LaneSet lanes, RetrySchedule schedule, Signal changed, TimeProvider time) : IFreshMail
{
    private const int FreshLimit = 256;
    private const int DueLimit = FreshLimit / 2;

    private bool _isRefillWanted;

    /// <summary>Set when the feeder has reason to look again.</summary>
    public Signal Changed => changed;

    public int Count => lanes.Count;

    /// <summary>Whether there may be room soon although nothing is taken.</summary>
    public bool IsDivided => lanes.IsDivided;

    /// <summary>How many messages the feeder may add.</summary>
    public int DueRoom => Math.Max(0, DueLimit - Count);

    public bool HasRoom => lanes.Gate.IsUp && Count < FreshLimit;

    public DateTimeOffset GetNextAttempt() => time.GetUtcNow() + schedule.IntervalAfter(1);

    public void Add(ReadyMessage message) => lanes.Add(message);

    public void NotifyDue() => changed.Set();

    /// <summary>Asks for the signal when half of the feeder's room is free.</summary>
    public void WantRefill() => Volatile.Write(ref _isRefillWanted, true);

    /// <summary>A lane has taken something up.</summary>
    public void NotifyTaken()
    {
        if (Volatile.Read(ref _isRefillWanted) && Count <= DueLimit / 2)
        {
            Volatile.Write(ref _isRefillWanted, false);
            changed.Set();
        }
    }
}
