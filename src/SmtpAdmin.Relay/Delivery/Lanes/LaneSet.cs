using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery.Routing;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>
/// The lanes to all destinations. Where all mail has one destination, its lane takes all that the hand-off has room for.
/// Otherwise a lane that is backed up takes no more: what comes for it is parked until it has room again, and the others
/// go on as if it were not there.
/// </summary>
internal sealed class LaneSet : IDisposable
{
    private const int LaneLimit = 64;
    private const double SpreadSeconds = 10;
    private const int MaximumLanes = 1000;

    private static readonly TimeSpan s_withoutRoute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_exchangerProbe = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestExchangerProbe = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Destination, DeliveryLane> _lanes = new();
    private readonly object _lock = new();
    private readonly RouteTable _table;
    private readonly JobSplitter _splitter;
    private readonly AttemptFactory _attempts;
    private readonly LaneServices _services;
    private readonly ParkedMail _parked;
    private readonly TimeProvider _time;

    public LaneSet(RouteTable table, AttemptFactory attempts, LaneServices services)
    {
        _table = table;
        _splitter = new JobSplitter(table);
        _attempts = attempts;
        _time = services.Time;
        _services = services with { ReturnTime = ReturnTime };
        _parked = new ParkedMail(services.Recorder);
        Gate = table.Only is { } only ? GetLane(only).Route : new RouteState(services.Time);
    }

    /// <summary>Whether mail can go at all; where there are several destinations, always.</summary>
    public RouteState Gate { get; }

    /// <summary>Whether lanes can be backed up, so that there may be room soon without any being taken.</summary>
    public bool IsDivided => _table.Only is null;

    public IEnumerable<DeliveryLane> Lanes => _lanes.Values;

    /// <summary>The jobs that wait, but for those of lanes that are backed up, which keep nobody else waiting.</summary>
    public int Count => _lanes.Values.Sum(lane => IsBackedUp(lane) ? 0 : lane.Count);

    public void Start() => _parked.Start();

    public void Add(ReadyMessage ready)
    {
        foreach ((Destination? destination, DeliveryJob job) in _splitter.Split(ready))
        {
            if (destination is null)
            {
                _parked.Add(job, _time.GetUtcNow() + s_withoutRoute);
                continue;
            }

            DeliveryLane lane = GetLane(destination);
            if (IsBackedUp(lane))
            {
                _parked.Add(job, lane.Rate.ReturnTime(lane.Count));
            }
            else
            {
                lane.Add(job);
            }
        }
    }

    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await Task.WhenAll(_lanes.Values.Select(lane => lane.StopAsync(grace, cancellationToken))).ConfigureAwait(false);

        // One try: a queue that cannot be written now gives the messages back when it is opened the next time.
        DateTimeOffset now = _time.GetUtcNow();
        var left = _lanes.Values.SelectMany(lane => lane.Drain()).Select(job => (job, now)).ToList();
        await _services.Recorder.ReleaseAsync(left, new CancellationToken(canceled: true))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _parked.StopAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (DeliveryLane lane in _lanes.Values)
        {
            lane.Dispose();
        }

        _parked.Dispose();
    }

    /// <summary>Whether more mail would wait there so long that it must not stand in the way of other mail.</summary>
    private bool IsBackedUp(DeliveryLane lane) =>
        _table.Only is null && lane.Count >= LaneLimit && lane.Rate.IsLong(lane.Count);

    private DeliveryLane GetLane(Destination destination)
    {
        if (_lanes.TryGetValue(destination, out DeliveryLane? lane))
        {
            return lane;
        }

        lock (_lock)
        {
            ForgetIdleLanes();
            return _lanes.GetOrAdd(
                destination,
                key => new DeliveryLane(key, CreateRoute(key), _attempts.For(key), _services));
        }
    }

    private void ForgetIdleLanes()
    {
        foreach ((Destination destination, DeliveryLane lane) in _lanes.Count < MaximumLanes ? [] : _lanes.ToArray())
        {
            if (lane.IsForgettable && destination != _table.Only)
            {
                _lanes.TryRemove(destination, out _);
            }
        }
    }

    private RouteState CreateRoute(Destination destination) => destination.Route.Kind == RelayRouteKind.Direct
        ? new RouteState(_time, s_exchangerProbe, s_longestExchangerProbe)
        : new RouteState(_time);

    // The feeder brings nothing for the only lane before its next probe; several lanes need their mail out of the way.
    private DateTimeOffset ReturnTime(DateTimeOffset? nextProbe)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (_table.Only is not null)
        {
            return now;
        }

        DateTimeOffset next = nextProbe > now ? nextProbe.Value : now;
        return next + TimeSpan.FromSeconds(SpreadSeconds * Random.Shared.NextDouble());
    }
}
