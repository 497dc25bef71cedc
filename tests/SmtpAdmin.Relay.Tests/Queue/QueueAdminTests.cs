using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Delivery;
using SmtpAdmin.Testing.Conversations;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Queue;

/// <summary>What an admin does with mail in the queue, and what the queue turns away.</summary>
public sealed class QueueAdminTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_held_message_is_not_tried_until_it_is_let_go()
    {
        await using ScriptedServer server = new ScriptedServer().Greet().TakeMessage().TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        await fixture.AddAsync("HELD1");
        Assert.True(await fixture.Queue.HoldAsync("HELD1", isHeld: true, Token));
        await fixture.AddAsync("M2");
        fixture.Service.Start();

        await Condition.WaitAsync(() => fixture.Service.Counters.Delivered == 1);
        Assert.Equal(RelayMessageState.Held, (await fixture.FindAsync("HELD1")).State);
        Assert.True(await fixture.Queue.HoldAsync("HELD1", isHeld: false, Token));
        fixture.Service.LookAgain();
        await fixture.WaitUntilEmptyAsync();
    }

    [Fact]
    public async Task A_message_that_is_kept_as_failed_is_tried_again_on_demand()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("550 5.1.1 Nobody")
            .Expect("RSET").Reply("250 Ok")
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("250 Ok")
            .Expect("DATA").Reply("354 Go on").ExpectContent().Reply("250 Ok");
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync(QueueFolder.Envelope("REPORT") with { ReversePath = string.Empty });
        await fixture.WaitForStatesAsync("REPORT", RecipientState.Failed);

        Assert.True(await fixture.Queue.RetryAsync("REPORT", Token));
        fixture.Service.LookAgain();
        await Condition.WaitAsync(() => fixture.Service.Counters.Delivered == 1);

        Assert.False(await fixture.Queue.RetryAsync("NONE", Token));
        Assert.False(await fixture.Queue.HoldAsync("NONE", isHeld: true, Token));
    }

    [Fact]
    public async Task A_message_whose_content_is_gone_fails_with_a_report_and_the_rest_goes_on()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("QUIT").Reply("221 Bye")
            .NextConnection().Greet().TakeMessage().TakeReport();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        await QueueFolder.AddAsync(fixture.Queue, QueueFolder.Envelope("GONE1"), QueueFolder.Body(100_000));
        await fixture.AddAsync("M2");
        File.Delete(Assert.Single(fixture.BodyFiles));

        fixture.Service.Start();
        await fixture.WaitUntilEmptyAsync();
        await Condition.WaitAsync(() => fixture.Service.Counters.Delivered == 2);

        Assert.Equal((1, 1), (fixture.Service.Counters.Failed, fixture.Service.Counters.Reports));
    }

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData(1500L, 0, true)]
    [InlineData(1499L, 0, false)]
    [InlineData(1_000_000L, IntakeGate.MaximumWaiting - 1, true)]
    [InlineData(1_000_000L, IntakeGate.MaximumWaiting, false)]
    public void There_is_room_while_the_disk_and_the_queue_have_some(long? free, long waiting, bool expected) =>
        Assert.Equal(expected, new IntakeGate(() => free, () => waiting, TimeProvider.System).HasRoom(1000));

    [Fact]
    public void The_gate_looks_once_a_second()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        int looks = 0;
        var gate = new IntakeGate(() => ++looks, () => 0, clock);

        _ = Enumerable.Range(0, 100).Count(_ => gate.HasRoom(1));
        Assert.Equal(1, looks);
        clock.Advance(TimeSpan.FromSeconds(1));
        gate.HasRoom(1);
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task Without_room_MAIL_is_answered_with_452_and_the_session_goes_on()
    {
        await using TestRelay relay = TestRelay.Start(decorate: store => new FullStore(store));
        await using SmtpConversation conversation = await relay.HelloAsync();

        await conversation.SendExpectAsync("MAIL FROM:<a@example.com>", "452 4.3.1 ");
        await conversation.SendExpectAsync("NOOP", "250 ");
    }

    private sealed class FullStore(IMessageStore inner) : IMessageStore, IIntakeGate
    {
        public bool HasRoom(long messageSize) => false;

        public ValueTask<IMessageWriter> BeginAsync(
            Envelope envelope, CancellationToken cancellationToken) =>
            inner.BeginAsync(envelope, cancellationToken);
    }
}
