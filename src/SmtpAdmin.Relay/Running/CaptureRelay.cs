using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Relay.Capture;

namespace SmtpAdmin.Relay.Running;

/// <summary>A relay that keeps what it takes in memory, for tests.</summary>
internal sealed class CaptureRelay : IRunningRelay
{
    private static readonly TimeSpan s_stopGrace = TimeSpan.FromSeconds(2);

    private readonly CaptureStore _store;
    private readonly RelayServer _server;
    private readonly RelayClock _clock = new(TimeProvider.System);
    private readonly RelayMeter _meter;

    // A message is parsed once, however often it is listed or waited for, and forgotten with the message.
    private readonly ConditionalWeakTable<CapturedMessage, RelayMessage> _parsed = new();

    private CaptureRelay(CaptureStore store, RelayServer server, RelayMeter meter)
    {
        _store = store;
        _server = server;
        _meter = meter;
    }

    public static CaptureRelay Start(RelayOptions options)
    {
        CaptureStore store = new(options.MaximumCapturedMessages);
        RelayServer server = RelayServer.Start(options, store);
        return new CaptureRelay(store, server, new RelayMeter(options.Name, server.Counters, delivery: null));
    }

    public string Name => _server.Options.Name;

    public RelayMode Mode => _server.Options.Mode;

    public IPEndPoint EndPoint => _server.EndPoint;

    public IReadOnlyList<RelayPolicyResult> AskPolicy(RelayPolicyQuestion question) => _server.AskPolicy(question);

    public ValueTask<SmtpRelay> GetStateAsync(CancellationToken cancellationToken)
        => new(_clock.Describe(_server) with { Waiting = _store.Messages.Count });

    public async IAsyncEnumerable<RelayMessage> GetMessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (CapturedMessage message in _store.Messages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Parse(message);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<RelayMessage>> WaitAsync(
        Func<RelayMessage, bool> filter, int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IReadOnlyList<CapturedMessage> messages = await _store
            .WaitAsync(message => filter(Parse(message)), count, timeout, cancellationToken)
            .ConfigureAwait(false);
        return [.. messages.Select(Parse)];
    }

    public void ClearMessages() => _store.Clear();

    public void SetFaults(IReadOnlyList<RelayFault> faults) => _server.Faults.Replace(faults);

    public async IAsyncEnumerable<RelayQueueEntry> GetQueueAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    public async IAsyncEnumerable<RelayEvent> GetEventsAsync(
        string? id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    public Task<bool> ChangeQueueAsync(string id, QueueAction action, CancellationToken cancellationToken)
        => Task.FromResult(false);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _clock.Stopping();
        await _server.StopAsync(s_stopGrace, cancellationToken).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await _meter.DisposeAsync().ConfigureAwait(false);
        _clock.Stopped();
    }

    private RelayMessage Parse(CapturedMessage message)
        => _parsed.GetValue(message, key => RelayMessageFactory.Create(Name, key));
}
