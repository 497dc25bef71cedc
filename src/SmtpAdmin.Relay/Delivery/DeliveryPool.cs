using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// As many workers as there is work for, up to a limit, each with a connection of its own. A worker that finds nothing
/// to do for a while ends, and its connection with it; a message never opens a second connection while one stands idle.
/// </summary>
internal sealed class DeliveryPool(
    IMessageQueue queue,
    HandOff handOff,
    OutcomeRecorder recorder,
    RouteState route,
    DeliveryOptions options,
    DeliveryCounters counters,
    TimeProvider time) : IDisposable
{
    private readonly object _lock = new();
    private readonly HashSet<Task> _workers = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private int _idle;

    /// <summary>Makes sure that somebody comes for what waits.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (handOff.Count > _idle && _workers.Count < options.MaximumConnections
                && !_stopping.IsCancellationRequested)
            {
                Task worker = Task.Run(WorkAsync);
                _workers.Add(worker);
                _ = worker.ContinueWith(Leave, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Lets what is under way finish within the grace, then cuts it off.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task workers = Task.WhenAll(Workers());
        await workers.WaitAsync(grace, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _aborting.CancelAsync().ConfigureAwait(false);
        await workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _aborting.Dispose();
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
            counters.AddFault(fault);
        }
    }

    private async Task DeliverAllAsync()
    {
        var link = new SmartHostLink(options, counters);
        await using (link.ConfigureAwait(false))
        {
            var worker = new DeliveryWorker(new DeliveryAttempt(queue, link), recorder, route);
            while (await TakeAsync().ConfigureAwait(false) is { } ready)
            {
                await worker.DeliverAsync(ready, _aborting.Token).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<ReadyMessage?> TakeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return null;
        }

        ChangeIdle(1);
        try
        {
            return await handOff.TakeAsync(options.IdleTime, _stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            ChangeIdle(-1);
            Wake();
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
