using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// The lanes of one command. The caller hands over messages and is told of each that is done with; it bounds how many
/// it hands over before. A lane has a key, and nothing is shared between two keys.
/// </summary>
internal sealed class SendPool : IAsyncDisposable
{
    private readonly Dictionary<object, SendLane> _lanes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<SendCompletion> _completed;
    private readonly TimeProvider _clock;

    /// <param name="completed">Called for each message that is done with, on any thread.</param>
    /// <param name="clock">The clock for times, paces and delays.</param>
    public SendPool(Action<SendCompletion> completed, TimeProvider? clock = null)
    {
        _completed = completed;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Takes a message for the lane of this key. Called by one thread at a time.</summary>
    /// <param name="key">What decides who may share connections: server, protection, identity.</param>
    /// <param name="createOptions">Makes the lane's options where it is the first message for it.</param>
    /// <param name="job">The message.</param>
    public void Add(object key, Func<SendLaneOptions> createOptions, SendJob job)
    {
        if (!_lanes.TryGetValue(key, out SendLane? lane))
        {
            lane = new SendLane(createOptions(), _completed, _clock, _stop.Token);
            _lanes.Add(key, lane);
        }

        lane.Add(job);
    }

    /// <summary>Breaks off what is under way. A message whose content is written completely is still reported.</summary>
    public void Cancel() => _stop.Cancel();

    /// <summary>Says goodbye on every connection and waits for the workers.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (SendLane lane in _lanes.Values)
        {
            await lane.DisposeAsync().ConfigureAwait(false);
        }

        _lanes.Clear();
        _stop.Dispose();
    }
}
