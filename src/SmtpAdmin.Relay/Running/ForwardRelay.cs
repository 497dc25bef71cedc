using System;
using System.Collections.Generic;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Running;

/// <summary>A relay that queues what it takes on disk and delivers it to a smart host.</summary>
internal sealed class ForwardRelay : IRunningRelay
{
    private static readonly TimeSpan s_stopGrace = TimeSpan.FromSeconds(5);

    private readonly SqliteMessageQueue _queue;
    private readonly DeliveryService _delivery;
    private readonly RelayServer _server;
    private readonly RelayClock _clock = new(TimeProvider.System);
    private readonly RelayMeter _meter;
    private long _waitingAtEnd;

    private ForwardRelay(SqliteMessageQueue queue, DeliveryService delivery, RelayServer server, RelayMeter meter)
    {
        _queue = queue;
        _delivery = delivery;
        _server = server;
        _meter = meter;
    }

    /// <summary>Opens the queue, listens, and begins to deliver what the queue holds and gets.</summary>
    /// <exception cref="SmtpAdminException">
    /// The options do not fit together, or what they name cannot be used.
    /// </exception>
    public static async Task<ForwardRelay> StartAsync(RelayOptions options, CancellationToken cancellationToken)
    {
        // Before the queue is opened: options that are refused leave no folder behind.
        RelayOptionsCheck.Validate(options);
        SqliteMessageQueue queue = await SqliteMessageQueue
            .OpenAsync(options.QueuePath!, TimeProvider.System, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        DeliveryService delivery = new(queue, DeliveryOptions.From(options));
        try
        {
            RelayServer server = RelayServer.Start(options, queue);
            delivery.Start();
            return new ForwardRelay(queue, delivery, server, new RelayMeter(options.Name, server.Counters, delivery.Counters));
        }
        catch
        {
            await delivery.DisposeAsync().ConfigureAwait(false);
            await queue.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public string Name => _server.Options.Name;

    public RelayMode Mode => _server.Options.Mode;

    public IPEndPoint EndPoint => _server.EndPoint;

    public IReadOnlyList<RelayPolicyResult> AskPolicy(RelayPolicyQuestion question) => _server.AskPolicy(question);

    public async ValueTask<SmtpRelay> GetStateAsync(CancellationToken cancellationToken)
        => _clock.Describe(_server) with
        {
            Delivered = _delivery.Counters.Delivered,
            Failed = _delivery.Counters.Failed,
            Waiting = _clock.IsStopped
                ? _waitingAtEnd
                : await _queue.CountWaitingAsync(cancellationToken).ConfigureAwait(false),
        };

    public async IAsyncEnumerable<RelayMessage> GetMessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (QueuedMessage message in _queue.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            byte[] header = await MessageHeaderBlock.ReadAsync(_queue, message.Id, cancellationToken)
                .ConfigureAwait(false);
            yield return RelayMessageFactory.Create(Name, message, header);
        }
    }

    public Task<IReadOnlyList<RelayMessage>> WaitAsync(
        Func<RelayMessage, bool> filter, int count, TimeSpan timeout, CancellationToken cancellationToken)
        => throw NotCapturing("wait on a relay in capture mode");

    public void ClearMessages() => throw NotCapturing("what it has promised to deliver is not dropped");

    public void SetFaults(IReadOnlyList<RelayFault> faults) => throw NotCapturing("faults are for a relay in capture mode");

    public async IAsyncEnumerable<RelayQueueEntry> GetQueueAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (QueuedMessage message in _queue.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return RelayMessageFactory.CreateEntry(Name, message);
        }
    }

    public async IAsyncEnumerable<RelayEvent> GetEventsAsync(
        string? id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long last = 0;
        while (await _queue.ReadEventsAsync(id, last, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (StoredEvent row in page)
            {
                yield return RelayMessageFactory.CreateEvent(Name, row);
            }

            last = page[^1].Sequence;
        }
    }

    public async Task<bool> ChangeQueueAsync(string id, QueueAction action, CancellationToken cancellationToken)
    {
        Task<bool> change = action switch
        {
            QueueAction.Suspend => _queue.HoldAsync(id, isHeld: true, cancellationToken),
            QueueAction.Resume => _queue.HoldAsync(id, isHeld: false, cancellationToken),
            QueueAction.Retry => _queue.RetryAsync(id, cancellationToken),
            _ => _queue.RemoveAsync(id, cancellationToken),
        };
        bool isDone = await change.ConfigureAwait(false);
        _delivery.LookAgain();
        return isDone;
    }

    /// <summary>Stops listening first and closes the queue last, so that each 250 given is on disk.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _clock.Stopping();
        await _server.StopAsync(s_stopGrace, cancellationToken).ConfigureAwait(false);
        await _delivery.StopAsync(s_stopGrace, cancellationToken).ConfigureAwait(false);
        _waitingAtEnd = await _queue.CountWaitingAsync(CancellationToken.None).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await _delivery.DisposeAsync().ConfigureAwait(false);
        await _queue.DisposeAsync().ConfigureAwait(false);
        await _meter.DisposeAsync().ConfigureAwait(false);
        _clock.Stopped();
    }

    private SmtpAdminException NotCapturing(string advice)
        => new(ErrorKind.RelayOptionsInvalid, $"'{Name}' forwards its messages and keeps none; {advice}.");
}
