using System;
using System.Collections.Generic;
using System.Linq;
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

    public SmtpRelay GetState() => _clock.Describe(_server) with { Waiting = _store.Messages.Count };

    public Task<IReadOnlyList<RelayMessage>> GetMessagesAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<RelayMessage>>([.. _store.Messages.Select(Parse)]);

    public async Task<IReadOnlyList<RelayMessage>> WaitAsync(
        Func<RelayMessage, bool> filter, int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IReadOnlyList<CapturedMessage> messages = await _store
            .WaitAsync(message => filter(Parse(message)), count, timeout, cancellationToken)
            .ConfigureAwait(false);
        return [.. messages.Select(Parse)];
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _clock.Stopping();
        await _server.StopAsync(s_stopGrace, cancellationToken).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _clock.Stopped();
    }

    private RelayMessage Parse(CapturedMessage message)
        => _parsed.GetValue(message, key => RelayMessageFactory.Create(_server.Options.Name, key));
}
