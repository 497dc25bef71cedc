using System;
using System.Threading;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// Turns mail away while it can still be turned away in an orderly way: before the disk is full, and before the queue is
/// longer than it can be worked off. It looks once a second, whatever the number of sessions.
/// </summary>
/// <param name="freeSpace">The bytes that are free where the queue is, or null where that cannot be found out.</param>
/// <param name="countWaiting">How many messages wait.</param>
/// <param name="time">The clock.</param>
internal sealed class IntakeGate(Func<long?> freeSpace, Func<long> countWaiting, TimeProvider time) : IIntakeGate
{
    /// <summary>The most messages that may wait.</summary>
    public const long MaximumWaiting = 200_000;

    // Messages of other sessions that are on their way need some too.
    private const double SpaceFactor = 1.5;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private long? _lookedAt;
    private long? _free;
    private long _waiting;

    public bool HasRoom(long messageSize)
    {
        Look();
        long? free = _free;
        return (free is null || free >= messageSize * SpaceFactor) && Interlocked.Read(ref _waiting) < MaximumWaiting;
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_lookedAt is { } last && time.GetElapsedTime(last) < s_interval)
            {
                return;
            }

            _lookedAt = time.GetTimestamp();
            try
            {
                _free = freeSpace();
                Interlocked.Exchange(ref _waiting, countWaiting());
            }
            catch (SmtpAdminException)
            {
                // A queue that cannot be read says so when it is to be written; this is not the place.
            }
        }
    }
}
