using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery.Reports;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// The delivering side of a relay: takes mail out of the queue and hands it to the smart host. Stop it after the
/// listening side; the queue closes last.
/// </summary>
internal sealed class DeliveryService : IAsyncDisposable
{
    private static readonly TimeSpan s_defaultGrace = TimeSpan.FromSeconds(5);

    private readonly IMessageQueue _queue;
    private readonly HandOff _handOff;
    private readonly OutcomeRecorder _recorder;
    private readonly DeliveryPool _pool;
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
        _queue = queue;
        Route = new RouteState(time);
        _handOff = new HandOff(Route, schedule, time);
        _recorder = new OutcomeRecorder(queue, _handOff, schedule, new ReportFactory(queue, options, time), Counters, time);
        _pool = new DeliveryPool(queue, _handOff, _recorder, Route, options, Counters, time);
        _feeder = new DueMailFeeder(queue, _handOff, _recorder, Route, schedule, Counters, time);
    }

    public DeliveryCounters Counters { get; } = new();

    /// <summary>Whether the smart host can be reached.</summary>
    public RouteState Route { get; }

    /// <summary>Begins to deliver what the queue holds and what comes into it.</summary>
    public void Start()
    {
        _handOff.Added = _pool.Wake;
        _queue.HandFreshMailTo(_handOff);
        _feeding = Task.Run(() => _feeder.RunAsync(_stopping.Token));
    }

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
        _pool.Dispose();
        _stopping.Dispose();
    }

    private async Task StopCoreAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        _queue.HandFreshMailTo(null);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _feeding.ConfigureAwait(false);
        await _pool.StopAsync(grace, cancellationToken).ConfigureAwait(false);

        // One try: a queue that cannot be written now gives the messages back when it is opened the next time.
        await _recorder.ReleaseAsync(_handOff.Drain(), new CancellationToken(canceled: true))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
