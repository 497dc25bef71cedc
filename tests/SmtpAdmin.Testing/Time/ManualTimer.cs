using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Time;

/// <summary>A timer of a <see cref="ManualClock"/>.</summary>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    public DateTimeOffset? DueAt { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
        if (dueTime == TimeSpan.Zero)
        {
            clock.Advance(TimeSpan.Zero);
        }

        return true;
    }

    public void SetNextPeriod() =>
        DueAt = _period > TimeSpan.Zero ? DueAt + _period : null;

    public void Fire() => callback(state);

    public void Dispose()
    {
        DueAt = null;
        clock.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
