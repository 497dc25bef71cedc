using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

public sealed class DeliveryServiceTests
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_new_message_is_delivered_at_once_and_leaves_the_queue()
    {
        await using ScriptedServer server = new ScriptedServer().Greet().TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();

        await fixture.AddAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        Assert.Empty(await QueueFolder.ListAsync(fixture.Queue));
        Assert.Equal(1, fixture.Service.Counters.Delivered);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300_000)]
    public async Task A_message_that_waited_on_disk_goes_out_byte_for_byte(int lineLength)
    {
        await using ScriptedServer server = new ScriptedServer().Greet().TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        byte[] message = Encoding.Latin1.GetBytes(
            $".dot first\r\n..\r\nSubject: \u00e4\u00ff\r\n\r\n.\r\n{new string('x', lineLength)}\r\n.x\r\n\r\n.\r\n");
        await QueueFolder.AddAsync(fixture.Queue, QueueFolder.Envelope("M1"), message);

        fixture.Service.Start();
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        Assert.Equal(Encoding.Latin1.GetString(message), Unstuff(Assert.Single(server.Contents)));
        Assert.Contains(server.Commands, command => command.Contains("BODY=8BITMIME", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transient_refusal_is_tried_again_after_the_interval_and_not_before()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("450 4.2.1 Later")
            .Expect("RSET").Reply("250 Ok").TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync("M1");
        await fixture.WaitForStatesAsync("M1", RecipientState.Deferred);

        QueuedMessage deferred = await fixture.FindAsync("M1");
        Assert.Equal(fixture.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), deferred.NextAttemptAt);
        await fixture.AdvanceToNextAttemptAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        Assert.Equal("450 4.2.1 Later", deferred.Recipients[0].LastReply?.ToString());
        Assert.Equal(1, fixture.Service.Counters.Deferred);
    }

    [Fact]
    public async Task Recipients_of_one_message_go_their_own_ways()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("250 Ok")
            .Expect("RCPT TO:<a@*").Reply("250 Ok")
            .Expect("RCPT TO:<b@*").Reply("450 4.2.1 Later")
            .Expect("RCPT TO:<c@*").Reply("550 5.1.1 Nobody")
            .Expect("DATA").Reply("354 Go on").ExpectContent().Reply("250 Ok")
            .TakeReport()
            .Expect("MAIL *").Reply("250 Ok")
            .Expect("RCPT TO:<b@*").Reply("250 Ok")
            .Expect("DATA").Reply("354 Go on").ExpectContent().Reply("250 Ok");
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync("M1", "a@example.com", "b@example.com", "c@example.com");
        await fixture.WaitForStatesAsync(
            "M1", RecipientState.Delivered, RecipientState.Deferred, RecipientState.Returned);
        await Condition.WaitAsync(() => fixture.Service.Counters.Delivered == 2);

        await fixture.AdvanceToNextAttemptAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        Assert.Empty(await QueueFolder.ListAsync(fixture.Queue));
        AssertCounted(fixture, delivered: 3, deferred: 1, failed: 1);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_meanwhile_costs_the_next_message_no_attempt()
    {
        await using ScriptedServer server = new ScriptedServer().Greet().TakeMessage()
            .Expect("MAIL *").Reply("421 4.4.2 Idle").Close()
            .NextConnection().Greet().TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        await fixture.AddAsync("M2");
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        Assert.Equal(0, fixture.Service.Counters.Deferred);
        Assert.Equal(2, fixture.Service.Counters.Connections);
    }

    [Fact]
    public async Task A_421_in_the_middle_of_the_envelope_defers_the_message()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("421 4.3.2 Going down").Close()
            .NextConnection().Greet().TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync("M1");
        await fixture.WaitForStatesAsync("M1", RecipientState.Deferred);

        await fixture.AdvanceToNextAttemptAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
    }

    [Fact]
    public async Task A_connection_lost_after_the_dot_means_sending_again_rather_than_losing()
    {
        await using ScriptedServer server = new ScriptedServer().Greet().TakeEnvelope().Drop()
            .NextConnection().Greet().TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync("M1");
        await fixture.WaitForStatesAsync("M1", RecipientState.Deferred);

        QueuedMessage ambiguous = await fixture.FindAsync("M1");
        await fixture.AdvanceToNextAttemptAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        Assert.Contains("No reply to the message's end", ambiguous.Recipients[0].LastError);
        Assert.Equal(2, server.Contents.Count);
    }

    [Fact]
    public async Task A_fault_of_the_route_holds_the_mail_without_counting_an_attempt_until_a_probe_gets_through()
    {
        await using ScriptedServer server = new ScriptedServer().Reply("554 5.3.2 Closed")
            .NextConnection().Reply("554 5.3.2 Closed")
            .NextConnection().Greet().TakeMessage().TakeMessage().TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync("M1");
        await fixture.WaitForRouteAsync(isUp: false);
        await fixture.AddAsync("M2");
        await fixture.AddAsync("M3");
        await fixture.WaitForProbeAsync();

        Assert.All(await QueueFolder.ListAsync(fixture.Queue), message =>
        {
            Assert.Equal(RelayMessageState.Queued, message.State);
            Assert.Equal(0, message.Attempts);
        });
        DateTimeOffset? firstProbe = fixture.Service.Route.NextProbeAt;
        await fixture.AdvanceToAsync(firstProbe);
        await Condition.WaitAsync(() => fixture.Service.Route.NextProbeAt > firstProbe);
        await fixture.WaitForProbeAsync();
        await fixture.AdvanceToAsync(fixture.Service.Route.NextProbeAt);
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        AssertCounted(fixture, delivered: 3, deferred: 0, failed: 0);
    }

    [Fact]
    public async Task One_connection_carries_many_messages_and_not_more_than_it_may()
    {
        var server = new ScriptedServer();
        await using (server)
        {
            foreach (int messages in new[] { 10, 10, 5 })
            {
                server.Greet();
                _ = Enumerable.Range(0, messages).Select(_ => server.TakeMessage()).Count();
                _ = messages == 5 ? server : server.NextConnection();
            }

            await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(
                server.Port, messagesPerConnection: 10);
            fixture.Service.Start();
            await Task.WhenAll(Enumerable.Range(10, 25).Select(i => fixture.AddAsync($"M{i}")));
            await fixture.WaitUntilEmptyAsync();

            await StopAndVerifyAsync(fixture, server);
            Assert.Equal(3, fixture.Service.Counters.Connections);
        }
    }

    [Fact]
    public async Task Stopping_cuts_off_what_hangs_and_loses_nothing()
    {
        await using ScriptedServer server = new ScriptedServer().Greet().Expect("MAIL *").Hang();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync("M1");
        await fixture.AddAsync("M2");
        await Condition.WaitAsync(
            () => Task.FromResult(server.ToString().Contains("MAIL", StringComparison.Ordinal)));

        await fixture.Service.StopAsync(s_grace, new CancellationToken(canceled: true));

        Assert.All(await QueueFolder.ListAsync(fixture.Queue), message =>
        {
            Assert.Equal(0, message.Attempts);
            Assert.Equal(fixture.Clock.GetUtcNow(), message.NextAttemptAt);
        });
        DateTimeOffset now = fixture.Clock.GetUtcNow();
        Assert.Equal(
            2, (await fixture.Queue.ClaimDueAsync(now, 10, _ => now, TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task Mail_that_waits_longer_than_its_lifetime_has_failed_and_a_report_sooner()
    {
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(LoopbackPort.FindFree());
        await fixture.AddAsync("M1");
        await QueueFolder.AddAsync(
            fixture.Queue, QueueFolder.Envelope("REPORT") with { ReversePath = string.Empty }, QueueFolder.Body(10));
        fixture.Service.Start();

        TimeSpan reportAge = await AdvanceUntilGivenUpAsync(fixture, "REPORT");
        TimeSpan age = await AdvanceUntilGivenUpAsync(fixture, "M1");

        Assert.InRange(reportAge, TimeSpan.FromDays(1), TimeSpan.MaxValue);
        Assert.InRange(age, TimeSpan.FromDays(5), TimeSpan.MaxValue);
    }

    /// <summary>Lets the time run until a message is kept as failed, or returned and gone.</summary>
    /// <returns>How long the message had waited then.</returns>
    private static async Task<TimeSpan> AdvanceUntilGivenUpAsync(DeliveryFixture fixture, string id)
    {
        await Condition.WaitAsync(async () =>
        {
            fixture.Clock.Advance(TimeSpan.FromMinutes(30));
            return (await fixture.Queue.FindAsync(id, CancellationToken.None))?.State is null or RelayMessageState.Failed;
        });
        return fixture.Clock.GetUtcNow() - QueueFolder.Envelope(id).ReceivedAt;
    }

    private static async Task StopAndVerifyAsync(DeliveryFixture fixture, ScriptedServer server)
    {
        await fixture.Service.StopAsync(s_grace, TestContext.Current.CancellationToken);
        await server.VerifyAsync();
    }

    /// <summary>Takes back the client's dot-stuffing (RFC 5321, section 4.5.2) and the message's end.</summary>
    private static string Unstuff(byte[] content)
    {
        string text = Encoding.Latin1.GetString(content);
        Assert.EndsWith("\r\n.\r\n", text, StringComparison.Ordinal);
        string[] lines = text[..^".\r\n".Length].Split("\r\n");
        return string.Join("\r\n", lines.Select(line => line.StartsWith('.') ? line[1..] : line));
    }

    private static void AssertCounted(DeliveryFixture fixture, long delivered, long deferred, long failed)
    {
        DeliveryCounters counters = fixture.Service.Counters;
        Assert.Equal((delivered, deferred, failed), (counters.Delivered, counters.Deferred, counters.Failed));
    }
}
