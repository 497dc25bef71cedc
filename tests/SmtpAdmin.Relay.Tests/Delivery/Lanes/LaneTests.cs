using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Lanes;

/// <summary>What one destination does to others, and what a server that wants less gets.</summary>
public sealed class LaneTests
{
    [Fact]
    public async Task A_dead_and_a_slow_destination_leave_a_healthy_one_its_speed()
    {
        const int Messages = 300;
        await using TestRelay healthy = TestRelay.Start();
        await using ScriptedServer slow = new ScriptedServer().Hang();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(
            25,
            Route("dead", LoopbackPort.FindFree()),
            Route("slow", slow.Port),
            Route("healthy", healthy.EndPoint.Port));

        // More than all the room in memory, and before the healthy mail in the queue.
        for (int number = 0; number < Messages; number++)
        {
            await fixture.AddAsync($"D{number:D4}", "a@dead.example");
            await fixture.AddAsync($"S{number:D4}", "a@slow.example");
        }

        await Task.WhenAll(Enumerable.Range(0, Messages).Select(n => fixture.AddAsync($"H{n:D4}", "a@healthy.example")));
        fixture.Service.Start();

        // 900 messages are on disk, and other tests use the disk and the processors at the same time.
        DeliveryCounters counters = fixture.Service.Counters;
        await Condition.WaitAsync(
            () =>
            {
                fixture.Clock.Advance(TimeSpan.FromMilliseconds(100));
                return counters.Delivered == Messages;
            },
            () => $"{counters.Delivered} delivered, {counters.Deferred} put off, {counters.Faults} faults.",
            deadline: TimeSpan.FromMinutes(1));
        List<QueuedMessage> left = await QueueFolder.ListAsync(fixture.Queue);
        Assert.Equal(2 * Messages, left.Count);
        Assert.DoesNotContain(left, message => message.State == RelayMessageState.Failed);
    }

    [Fact]
    public async Task A_server_that_wants_less_at_once_gets_less_and_no_attempt_counts()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded")
            .Expect("RSET").Reply("250 Ok").TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();

        await fixture.AddAsync("M1");
        await fixture.WaitForRouteAsync(isUp: false);
        await fixture.WaitForProbeAsync();
        Assert.Equal(RelayMessageState.Queued, (await fixture.FindAsync("M1")).State);
        await fixture.AdvanceToAsync(fixture.Service.Route.NextProbeAt);
        await fixture.WaitUntilEmptyAsync();

        await Condition.WaitAsync(() => fixture.Service.Counters.Delivered == 1);
        Assert.Equal(0, fixture.Service.Counters.Deferred);
    }

    private static RelayRoute Route(string name, int port) => new()
    {
        Name = name,
        Kind = RelayRouteKind.SmartHost,
        SmartHost = [new SmtpEndpoint("127.0.0.1", port)],
        Security = SmtpSecurity.None,
        RecipientDomain = [$"{name}.example"],
    };
}
