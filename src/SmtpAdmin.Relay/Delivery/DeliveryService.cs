using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery.Lanes;
using SmtpAdmin.Relay.Delivery.Reports;
using SmtpAdmin.Relay.Delivery.Routing;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// The delivering side of a relay: takes mail out of the queue and hands it to its destinations. Stop it after the
/// listening side; the queue closes last.
/// </summary>
internal sealed class DeliveryService : IAsyncDisposable
{
    private static readonly TimeSpan s_defaultGrace = TimeSpan.FromSeconds(5);

    private readonly IMessageQueue _queue;
    private readonly HandOff _handOff;
    private readonly LaneSet _lanes;
    private readonly DueMailFeeder _feeder;
    private readonly CancellationTokenSource _stopping = new();
    private readonly object _stopLock = new();
    private Task _feeding = Task.CompletedTask;
    private Task? _stopped;

    public DeliveryService(
        IMessageQueue queue, DeliveryOptions options, TimeProvider? time = null, RetrySchedule? schedule = null)
    {
        time ??= TimeProvider.System;
        schedule ??= new RetrySchedule(options.Retry);
        var changed = new Signal(time);
        var reports = new ReportFactory(queue, options, time);
        var recorder = new OutcomeRecorder(queue, changed, schedule, reports, Counters, time);
        _queue = queue;
        _lanes = new LaneSet(
            new RouteTable(RouteFactory.Create(options, time)),
            new AttemptFactory(queue, Counters, new OpportunisticSecurity(), time),
            new LaneServices
            {
                Recorder = recorder,
                Counters = Counters,
                Time = time,
                IdleTime = options.IdleTime,
                Taken = () => _handOff!.NotifyTaken(),
                ReturnTime = _ => time.GetUtcNow(),
            });
        _handOff = new HandOff(_lanes, schedule, changed, time);
        _feeder = new DueMailFeeder(queue, _handOff, recorder, Route, schedule, Counters, time);
    }

    public DeliveryCounters Counters { get; } = new();

    /// <summary>Whether mail can go; where it has several destinations, always.</summary>
    public RouteState Route => _lanes.Gate;

    /// <summary>Begins to deliver what the queue holds and what comes into it.</summary>
    public void Start()
    {
        _lanes.Start();
        _queue.HandFreshMailTo(_handOff);
        _feeding = Task.Run(() => _feeder.RunAsync(_stopping.Token));
    }

    /// <summary>Looks into the queue, where something may be due that was not before.</summary>
    public void LookAgain() => _handOff.NotifyDue();

    /// <summary>
    /// Stops: takes up nothing new, lets what is under way finish within the grace, then cuts it off. All that is not
    /// delivered is in the queue afterwards, due at once.
    /// </summary>
    public Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        lock (_stopLock)
        {
            return _stopped ??= StopCoreAsync(grace, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(s_defaultGrace, CancellationToken.None).ConfigureAwait(false);
        _lanes.Dispose();
        _stopping.Dispose();
    }

    private async Task StopCoreAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        _queue.HandFreshMailTo(null);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _feeding.ConfigureAwait(false);
        await _lanes.StopAsync(grace, cancellationToken).ConfigureAwait(false);
    }
}
