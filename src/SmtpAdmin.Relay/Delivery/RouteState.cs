using System;
using System.Threading;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// Whether a destination can be reached. While it cannot, one delivery at a time probes it, a while after the failure
/// and then in steps that double up to a limit; everything else waits in the queue. The first probe that gets through
/// opens the route for all.
/// </summary>
internal sealed class RouteState(TimeProvider time, TimeSpan firstDelay, TimeSpan longestDelay)
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(60);

    private readonly object _lock = new();
    private TimeSpan _delay;
    private DateTimeOffset _nextProbe;
    private bool _isProbing;
    private string? _fault;

    /// <summary>For a smart host: 1 second, then up to a minute.</summary>
    public RouteState(TimeProvider time)
        : this(time, s_firstDelay, s_longestDelay)
    {
    }

    /// <summary>Why the route is down, or null where it is up.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    public bool IsUp => Fault is null;

    /// <summary>When the next probe may go; null while one is under way, and while the route is up.</summary>
    public DateTimeOffset? NextProbeAt
    {
        get
        {
            lock (_lock)
            {
                return _fault is null || _isProbing ? null : _nextProbe;
            }
        }
    }

    /// <summary>Asks for the way. A probe ends with one of the three reports.</summary>
    public RouteEntry Enter()
    {
        lock (_lock)
        {
            if (_fault is null)
            {
                return RouteEntry.Open;
            }

            if (_isProbing || time.GetUtcNow() < _nextProbe)
            {
                return RouteEntry.Held;
            }

            _isProbing = true;
            return RouteEntry.Probe;
        }
    }

    public void ReportUp()
    {
        lock (_lock)
        {
            _fault = null;
            _isProbing = false;
        }
    }

    /// <summary>Only the probe lengthens the delay: ten deliveries that fail together are one failure.</summary>
    public void ReportDown(RouteEntry entry, string fault)
    {
        lock (_lock)
        {
            if (_fault is not null && entry != RouteEntry.Probe)
            {
                return;
            }

            _delay = _fault is null
                ? firstDelay
                : TimeSpan.FromTicks(Math.Min(_delay.Ticks * 2, longestDelay.Ticks));
            _nextProbe = time.GetUtcNow() + _delay;
            _fault = fault;
            _isProbing = false;
        }
    }

    /// <summary>Says that nothing was learnt.</summary>
    public void ReportNothing(RouteEntry entry)
    {
        lock (_lock)
        {
            _isProbing &= entry != RouteEntry.Probe;
        }
    }
}
