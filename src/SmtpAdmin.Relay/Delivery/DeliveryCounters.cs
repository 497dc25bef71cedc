using System;
using System.Threading;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>What delivery has come to since it started, in recipients' copies.</summary>
internal sealed class DeliveryCounters
{
    private long _delivered;
    private long _deferred;
    private long _failed;
    private long _reports;
    private long _doubleBounces;
    private long _connections;
    private long _faults;
    private volatile Exception? _lastFault;

    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Attempts that ended with "later"; one copy may count many times.</summary>
    public long Deferred => Interlocked.Read(ref _deferred);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>The notifications queued for senders (RFC 3464).</summary>
    public long Reports => Interlocked.Read(ref _reports);

    /// <summary>Copies of messages with the null reverse-path that failed: nobody is left to tell.</summary>
    public long DoubleBounces => Interlocked.Read(ref _doubleBounces);

    /// <summary>The sessions opened with the smart host.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Errors of the relay itself, the queue's included. Delivery goes on after them.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>The latest of these errors, or null.</summary>
    public Exception? LastFault => _lastFault;

    internal void AddDelivered(int copies) => Interlocked.Add(ref _delivered, copies);

    internal void AddDeferred(int copies) => Interlocked.Add(ref _deferred, copies);

    internal void AddFailed(int copies) => Interlocked.Add(ref _failed, copies);

    internal void AddReports(int reports) => Interlocked.Add(ref _reports, reports);

    internal void AddDoubleBounces(int copies) => Interlocked.Add(ref _doubleBounces, copies);

    internal void AddConnection() => Interlocked.Increment(ref _connections);

    internal void AddFault(Exception fault)
    {
        _lastFault = fault;
        Interlocked.Increment(ref _faults);
    }
}
