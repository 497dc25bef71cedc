using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using SmtpAdmin.Core.Sending.Pacing;
using SmtpAdmin.Relay.Delivery.Routing;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>
/// The deliveries to one destination: as many workers as there is work for, up to what its window allows, each with a
/// connection of its own. A worker that finds nothing to do for a while ends, and its connection with it; a message
/// never opens a second connection while one stands idle.
/// </summary>
internal sealed class DeliveryLane : IDisposable
{
    private readonly LaneServices _services;
    private readonly Func<IDeliveryAttempt> _createAttempt;
    private readonly MessagePacer _pacer;
    private readonly Channel<DeliveryJob> _jobs = Channel.CreateUnbounded<DeliveryJob>();
    private readonly object _lock = new();
    private readonly HashSet<Task> _workers = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private int _idle;

    public DeliveryLane(
        Destination destination, RouteState route, Func<IDeliveryAttempt> createAttempt, LaneServices services)
    {
        Destination = destination;
        Route = route;
        Window = new ConcurrencyWindow(destination.Route.Limits.Connections);
        Rate = new DrainRate(services.Time);
        _createAttempt = createAttempt;
        _services = services;
        _pacer = new MessagePacer(destination.Route.Limits.MessagesPerMinute, services.Time);
    }

    public Destination Destination { get; }

    public RouteState Route { get; }

    public ConcurrencyWindow Window { get; }

    public DrainRate Rate { get; }

    /// <summary>The jobs that wait for a worker.</summary>
    public int Count => _jobs.Reader.Count;

    /// <summary>Whether it does nothing and remembers nothing that matters.</summary>
    public bool IsForgettable
    {
        get
        {
            lock (_lock)
            {
                return _workers.Count == 0 && Count == 0 && Route.IsUp;
            }
        }
    }

    public void Add(DeliveryJob job)
    {
        _jobs.Writer.TryWrite(job);
        Wake();
    }

    /// <summary>Lets what is under way finish within the grace, then cuts it off.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task workers = Task.WhenAll(Workers());
        await workers.WaitAsync(grace, _services.Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _aborting.CancelAsync().ConfigureAwait(false);
        await workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Takes all that is left.</summary>
    public IEnumerable<DeliveryJob> Drain()
    {
        while (_jobs.Reader.TryRead(out DeliveryJob? job))
        {
            yield return job;
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _aborting.Dispose();
        _pacer.Dispose();
    }

    /// <summary>Makes sure that somebody comes for what waits.</summary>
    private void Wake()
    {
        lock (_lock)
        {
            if (Count > _idle && _workers.Count < Window.Limit && !_stopping.IsCancellationRequested)
            {
                Task worker = Task.Run(WorkAsync);
                _workers.Add(worker);
                _ = worker.ContinueWith(Leave, TaskScheduler.Default);
            }
        }
    }

    private Task[] Workers()
    {
        lock (_lock)
        {
            return _workers.ToArray();
        }
    }

    /// <summary>A message may have come for the worker that was just about to leave.</summary>
    private void Leave(Task worker)
    {
        lock (_lock)
        {
            _workers.Remove(worker);
        }

        Wake();
    }

    private async Task WorkAsync()
    {
        try
        {
            await DeliverAllAsync().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // One worker's defect must not end the others; it shows in the counters.
            _services.Counters.AddFault(fault);
        }
    }

    private async Task DeliverAllAsync()
    {
        IDeliveryAttempt attempt = _createAttempt();
        await using (attempt.ConfigureAwait(false))
        {
            var worker = new DeliveryWorker(attempt, this, _pacer, _services);
            while (!IsOneTooMany() && await TakeAsync().ConfigureAwait(false) is { } job)
            {
                await worker.DeliverAsync(job, _stopping.Token, _aborting.Token).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The window may have grown smaller.</summary>
    private bool IsOneTooMany()
    {
        lock (_lock)
        {
            return _workers.Count > Window.Limit;
        }
    }

    private async ValueTask<DeliveryJob?> TakeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return null;
        }

        ChangeIdle(1);
        try
        {
            if (!_jobs.Reader.TryRead(out DeliveryJob? job))
            {
                job = await WaitAsync().ConfigureAwait(false);
            }

            Rate.Add();
            _services.Taken();
            return job;
        }
        finally
        {
            ChangeIdle(-1);
            Wake();
        }
    }

    private async Task<DeliveryJob?> WaitAsync()
    {
        using var idle = new CancellationTokenSource(_services.IdleTime, _services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, _stopping.Token);
        try
        {
            return await _jobs.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void ChangeIdle(int change)
    {
        lock (_lock)
        {
            _idle += change;
        }
    }
}
