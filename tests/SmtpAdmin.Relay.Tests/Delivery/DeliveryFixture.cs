using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>A queue and a delivery service on a clock that a test moves; no random stretch of the intervals.</summary>
internal sealed class DeliveryFixture : IAsyncDisposable
{
    private readonly QueueFolder _folder;

    private DeliveryFixture(QueueFolder folder, SqliteMessageQueue queue, DeliveryService service, ManualClock clock)
    {
        _folder = folder;
        Queue = queue;
        Service = service;
        Clock = clock;
    }

    public ManualClock Clock { get; }

    public SqliteMessageQueue Queue { get; }

    public DeliveryService Service { get; }

    /// <summary>
    /// Opens a queue and prepares delivery to a port of the loopback; the connections are kept for an hour.
    /// </summary>
    public static async Task<DeliveryFixture> CreateAsync(
        int port,
        int maximumConnections = 1,
        int messagesPerConnection = 100,
        Func<CancellationToken, Task>? beforeLooking = null,
        Func<SmtpConnectionOptions, SmtpConnectionOptions>? connection = null)
    {
        var clock = new ManualClock(QueueFolder.Envelope("X").ReceivedAt);
        var folder = new QueueFolder();
        SqliteMessageQueue queue = await folder.OpenAsync(clock);
        var smartHost = new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint("127.0.0.1", port),
            Security = SmtpSecurity.None,
            LocalName = "relay.example.org",
        };
        var options = new DeliveryOptions
        {
            SmartHost = connection?.Invoke(smartHost) ?? smartHost,
            MaximumConnections = maximumConnections,
            MessagesPerConnection = messagesPerConnection,
            IdleTime = TimeSpan.FromHours(1),
            HostName = "relay.example.org",
        };
        IMessageQueue source = beforeLooking is null ? queue : new FaultyQueue(queue, beforeLooking);
        var service = new DeliveryService(source, options, clock, new RetrySchedule(options.Retry, () => 0.5));
        return new DeliveryFixture(folder, queue, service, clock);
    }

    public Task AddAsync(string id, params string[] recipients) =>
        QueueFolder.AddAsync(Queue, QueueFolder.Envelope(id, recipients), "Subject: x\r\n\r\nText\r\n"u8.ToArray());

    public Task AddAsync(Envelope envelope) =>
        QueueFolder.AddAsync(Queue, envelope, "Subject: x\r\n\r\nText\r\n"u8.ToArray());

    public async Task<QueuedMessage> FindAsync(string id)
    {
        QueuedMessage? message = await Queue.FindAsync(id, TestContext.Current.CancellationToken);
        Assert.NotNull(message);
        return message;
    }

    /// <summary>Waits until a message's recipients are in these states and nobody holds it.</summary>
    public Task WaitForStatesAsync(string id, params object[] states) => Condition.WaitAsync(async () =>
    {
        QueuedMessage? message = await Queue.FindAsync(id, CancellationToken.None);
        return message is not null && new List<QueuedRecipient>(message.Recipients)
            .ConvertAll(recipient => (object)recipient.State).SequenceEqual(states);
    });

    public Task WaitUntilEmptyAsync() =>
        Condition.WaitAsync(async () => await Queue.CountWaitingAsync(CancellationToken.None) == 0);

    /// <summary>Moves the clock to this time, once delivery sleeps until then.</summary>
    public async Task AdvanceToAsync(DateTimeOffset? time)
    {
        Assert.NotNull(time);
        await Condition.WaitAsync(() => Clock.HasTimerAt(time.Value));
        Clock.Advance(time.Value - Clock.GetUtcNow());
    }

    /// <summary>Moves the clock to the next attempt of a message.</summary>
    public async Task AdvanceToNextAttemptAsync(string id) => await AdvanceToAsync((await FindAsync(id)).NextAttemptAt);

    public Task WaitForRouteAsync(bool isUp) => Condition.WaitAsync(() => Service.Route.IsUp == isUp);

    /// <summary>Waits until no probe is under way and all messages are back in the queue.</summary>
    public Task WaitForProbeAsync() => Condition.WaitAsync(async () =>
        Service.Route.NextProbeAt is not null
        && (await QueueFolder.ListAsync(Queue)).TrueForAll(message => message.Attempts == 0));

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Queue.DisposeAsync();
        _folder.Dispose();
    }
}
