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

    // A message is parsed once, however often it is listed or waited for, and forgotten with the message.
    private readonly ConditionalWeakTable<CapturedMessage, RelayMessage> _parsed = new();

    private CaptureRelay(CaptureStore store, RelayServer server)
    {
        _store = store;
        _server = server;
    }

    public static CaptureRelay Start(RelayOptions options)
    {
        CaptureStore store = new(options.MaximumCapturedMessages);
        return new CaptureRelay(store, RelayServer.Start(options, store));
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

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _clock.Stopping();
        await _server.StopAsync(s_stopGrace, cancellationToken).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _clock.Stopped();
    }

    private RelayMessage Parse(CapturedMessage message)
        => _parsed.GetValue(message, key => RelayMessageFactory.Create(Name, key));
}
