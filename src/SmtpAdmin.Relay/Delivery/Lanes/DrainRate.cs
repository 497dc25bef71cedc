using System;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>
/// How fast a lane takes up what waits in it, and so when it has room again for what it has none for now.
/// </summary>
internal sealed class DrainRate(TimeProvider time)
{
    /// <summary>A lane is fast until it has shown otherwise.</summary>
    private const double First = 1000;

    // What is told to come back comes a little faster than it seems to be needed: so a lane can show that it can more.
    private const double Optimism = 2;
    private const double Slowest = 0.1;

    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private readonly object _lock = new();
    private long _windowStart = time.GetTimestamp();
    private int _taken;
    private double _rate = First;
    private DateTimeOffset _lastReturn = DateTimeOffset.MinValue;

    /// <summary>A job was taken up.</summary>
    public void Add()
    {
        lock (_lock)
        {
            Measure();
            _taken++;
        }
    }

    /// <summary>Whether that many jobs take longer than a moment.</summary>
    public bool IsLong(int jobs)
    {
        lock (_lock)
        {
            Measure();
            return jobs > _rate * s_window.TotalSeconds;
        }
    }

    /// <summary>When a job that found no room is to come back: behind those that wait or were sent away before.</summary>
    public DateTimeOffset ReturnTime(int waiting)
    {
        lock (_lock)
        {
            Measure();
            DateTimeOffset now = time.GetUtcNow();
            double rate = Math.Max(Slowest, _rate) * Optimism;
            DateTimeOffset first = now + TimeSpan.FromSeconds(waiting / rate);
            _lastReturn = (_lastReturn > first ? _lastReturn : first) + TimeSpan.FromSeconds(1 / rate);
            _lastReturn = _lastReturn > now + s_longest ? now + s_longest : _lastReturn;
            return _lastReturn;
        }
    }

    private void Measure()
    {
        TimeSpan elapsed = time.GetElapsedTime(_windowStart);
        if (elapsed >= s_window)
        {
            _rate = _taken / elapsed.TotalSeconds;
            _taken = 0;
            _windowStart = time.GetTimestamp();
        }
    }
}
