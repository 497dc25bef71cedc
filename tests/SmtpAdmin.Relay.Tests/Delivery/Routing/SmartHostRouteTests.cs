using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Routing;

public sealed class SmartHostRouteTests
{
    [Fact]
    public async Task The_next_smart_host_takes_over_where_the_first_cannot_be_reached_and_no_attempt_is_lost()
    {
        await using TestRelay second = TestRelay.Start();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(
            25, Route("all", LoopbackPort.FindFree(), second.EndPoint.Port));
        fixture.Service.Start();

        await fixture.AddAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        Assert.Single(second.Captured.Messages);
        await Condition.WaitAsync(() => fixture.Service.Counters.Delivered == 1);
        Assert.Equal(0, fixture.Service.Counters.Deferred);
    }

    [Fact]
    public async Task Recipients_and_senders_choose_the_route_and_a_message_may_take_several()
    {
        await using TestRelay partner = TestRelay.Start();
        await using TestRelay sales = TestRelay.Start();
        await using TestRelay rest = TestRelay.Start();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(
            25,
            Route("partner", partner.EndPoint.Port) with { RecipientDomain = ["partner.example"] },
            Route("sales", sales.EndPoint.Port) with { Sender = ["sales@example.org"] },
            Route("rest", rest.EndPoint.Port));
        fixture.Service.Start();

        await fixture.AddAsync("M1", "a@partner.example", "b@example.com", "c@partner.example");
        await fixture.AddAsync(QueueFolder.Envelope("M2", "a@partner.example", "b@example.com") with
        {
            ReversePath = "sales@example.org",
        });
        await fixture.WaitUntilEmptyAsync();

        Assert.Equal(
            ["a@partner.example", "a@partner.example,c@partner.example"], Recipients(partner));
        Assert.Equal(["b@example.com"], Recipients(sales));
        Assert.Equal(["b@example.com"], Recipients(rest));
        Assert.Empty(await QueueFolder.ListAsync(fixture.Queue));
    }

    [Fact]
    public async Task A_copy_that_no_route_is_for_waits_and_fails_nothing()
    {
        await using TestRelay partner = TestRelay.Start();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(
            25, Route("partner", partner.EndPoint.Port) with { RecipientDomain = ["partner.example"] });
        fixture.Service.Start();

        await fixture.AddAsync("M1", "a@partner.example", "b@example.com");
        await fixture.WaitForStatesAsync("M1", RecipientState.Delivered, RecipientState.Queued);
        await Condition.WaitAsync(
            async () => (await fixture.FindAsync("M1")).NextAttemptAt > fixture.Clock.GetUtcNow());

        Assert.Equal(0, fixture.Service.Counters.Failed);
        Assert.Single(partner.Captured.Messages);
    }

    [Fact]
    public async Task A_message_with_many_recipients_goes_in_transactions_of_fifty()
    {
        await using TestRelay server = TestRelay.Start();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(25, Route("all", server.EndPoint.Port));
        fixture.Service.Start();

        await fixture.AddAsync("M1", [.. Enumerable.Range(0, 120).Select(number => $"r{number}@example.com")]);
        await fixture.WaitUntilEmptyAsync();

        Assert.Equal([20, 50, 50], server.Captured.Messages.Select(message => message.Envelope.Recipients.Count).Order());
        Assert.Equal(120, server.Captured.Messages.SelectMany(message => message.Envelope.Recipients).Distinct().Count());
        Assert.Empty(await QueueFolder.ListAsync(fixture.Queue));
    }

    private static RelayRoute Route(string name, params int[] ports) => new()
    {
        Name = name,
        Kind = RelayRouteKind.SmartHost,
        SmartHost = [.. ports.Select(port => new SmtpEndpoint("127.0.0.1", port))],
        Security = SmtpSecurity.None,
    };

    private static string[] Recipients(TestRelay server) => server.Captured.Messages
        .Select(message => string.Join(',', message.Envelope.Recipients.Select(recipient => recipient.Address)))
        .Order(StringComparer.Ordinal)
        .ToArray();
}
