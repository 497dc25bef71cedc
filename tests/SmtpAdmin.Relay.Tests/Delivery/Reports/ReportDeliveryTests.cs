using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Reports;

/// <summary>Which outcomes tell a sender, and what stays in the queue then.</summary>
public sealed class ReportDeliveryTests
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_refused_message_comes_back_to_its_sender_and_leaves_the_queue()
    {
        await using ScriptedServer server = Refuse(new ScriptedServer().Greet())
            .Expect("RSET").Reply("250 Ok").TakeReport();
        await using DeliveryFixture fixture = await DeliverAsync(server, QueueFolder.Envelope("M1"));
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        string report = Encoding.Latin1.GetString(Assert.Single(server.Contents));
        Assert.Contains("Action: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; 127.0.0.1\r\n", report);
        Assert.Contains("Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nText\r\n", report);
        Assert.Empty(await QueueFolder.ListAsync(fixture.Queue));
        Assert.Equal((1, 1), (fixture.Service.Counters.Failed, fixture.Service.Counters.Reports));
    }

    [Fact]
    public async Task A_sender_that_asked_for_no_notification_gets_none_and_the_message_is_gone()
    {
        await using ScriptedServer server = Refuse(new ScriptedServer().Greet());
        Envelope envelope = QueueFolder.Envelope("M1") with
        {
            Recipients = [new EnvelopeRecipient("anna@example.com") { Notify = DeliveryNotification.Never }],
        };
        await using DeliveryFixture fixture = await DeliverAsync(server, envelope);
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        Assert.Empty(await QueueFolder.ListAsync(fixture.Queue));
        Assert.Equal(0, fixture.Service.Counters.Reports);
    }

    [Theory]
    [InlineData("", "scanner", 1)]
    [InlineData("victim@example.net", null, 0)]
    public async Task A_report_and_a_strangers_message_that_fail_tell_nobody_and_are_kept(
        string sender, string? user, int doubleBounces)
    {
        await using ScriptedServer server = Refuse(new ScriptedServer().Greet());
        await using DeliveryFixture fixture = await DeliverAsync(server, QueueFolder.Envelope("M1") with
        {
            ReversePath = sender,
            AuthenticatedUser = user,
            ClientAddress = "192.0.2.1",
        });
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        QueuedMessage kept = Assert.Single(await QueueFolder.ListAsync(fixture.Queue));
        Assert.Equal(("M1", RelayMessageState.Failed), (kept.Id, kept.State));
        Assert.Equal(0, fixture.Service.Counters.Reports);
        Assert.Equal(doubleBounces, fixture.Service.Counters.DoubleBounces);
    }

    [Theory]
    [InlineData(DeliveryNotification.OnSuccess, true)]
    [InlineData(DeliveryNotification.None, false)]
    public async Task Success_is_reported_where_it_was_asked_for_and_the_next_server_will_not(
        DeliveryNotification notify, bool isReported)
    {
        ScriptedServer server = new ScriptedServer().Greet().TakeMessage();
        await using (isReported ? server.TakeReport() : server)
        {
            await using DeliveryFixture fixture = await DeliverAsync(server, Asking(notify));
            await fixture.WaitUntilEmptyAsync();

            await StopAndVerifyAsync(fixture, server);
            Assert.Equal(isReported ? 2 : 1, server.Contents.Count);
            Assert.Equal(
                isReported,
                Encoding.Latin1.GetString(server.Contents[^1]).Contains("Action: relayed\r\n", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_server_that_offers_DSN_gets_what_the_client_asked_for_and_the_duty_to_report()
    {
        await using ScriptedServer server = new ScriptedServer()
            .Reply("220 smart.example.com")
            .Expect("EHLO relay.example.org").Reply("250-smart.example.com", "250 DSN")
            .Expect("MAIL FROM:<sender@example.org> RET=HDRS ENVID=QQ+20314").Reply("250 Ok")
            .Expect("RCPT TO:<anna@example.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a+2Bb@example.com").Reply("250 Ok")
            .Expect("RCPT TO:<bert@example.com>").Reply("250 Ok")
            .Expect("DATA").Reply("354 Go on").ExpectContent().Reply("250 Ok");
        await using DeliveryFixture fixture = await DeliverAsync(server, QueueFolder.Envelope("M1") with
        {
            Return = DeliveryReturn.Headers,
            EnvelopeId = "QQ 314",
            Recipients =
            [
                new EnvelopeRecipient("anna@example.com")
                {
                    Notify = DeliveryNotification.OnSuccess | DeliveryNotification.OnFailure,
                    OriginalRecipient = "rfc822;a+b@example.com",
                },
                new EnvelopeRecipient("bert@example.com"),
            ],
        });
        await fixture.WaitUntilEmptyAsync();

        await StopAndVerifyAsync(fixture, server);
        Assert.Equal(0, fixture.Service.Counters.Reports);
    }

    [Fact]
    public async Task A_delay_is_reported_once_after_four_hours_although_the_route_is_down_all_the_time()
    {
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(LoopbackPort.FindFree());
        await fixture.AddAsync(QueueFolder.Envelope("M1"));
        await fixture.AddAsync(Asking(DeliveryNotification.OnFailure) with { Id = "M2" });
        fixture.Service.Start();

        TimeSpan age = await AdvanceUntilAsync(fixture, () => fixture.Service.Counters.Reports > 0);
        await AdvanceUntilAsync(fixture, () => fixture.Clock.GetUtcNow() - Start > TimeSpan.FromHours(20));

        Assert.InRange(age, TimeSpan.FromHours(4), TimeSpan.FromHours(8));
        Assert.Equal(1, fixture.Service.Counters.Reports);
        QueuedMessage report = (await QueueFolder.ListAsync(fixture.Queue))[^1];
        string text = Encoding.Latin1.GetString((await QueueFolder.ReadBodyAsync(fixture.Queue, report.Id))!);
        Assert.Contains("Action: delayed\r\nStatus: 4.0.0\r\n", text);
        Assert.Contains("Will-Retry-Until: Wed, 07 Jan 2026 03:04:05 +0000\r\n", text);
    }

    [Fact]
    public async Task Mail_that_waited_too_long_comes_back_with_the_last_reply()
    {
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(LoopbackPort.FindFree());
        await fixture.AddAsync(Asking(DeliveryNotification.OnFailure));
        fixture.Service.Start();

        TimeSpan age = await AdvanceUntilAsync(fixture, () => fixture.Service.Counters.Reports > 0);

        Assert.InRange(age, TimeSpan.FromDays(5), TimeSpan.FromDays(6));
        QueuedMessage report = Assert.Single(await QueueFolder.ListAsync(fixture.Queue));
        string text = Encoding.Latin1.GetString((await QueueFolder.ReadBodyAsync(fixture.Queue, report.Id))!);
        Assert.Contains("Action: failed\r\nStatus: 5.4.7\r\n", text);
    }

    /// <summary>A crash between the two would lose the report, or send it twice.</summary>
    [Fact]
    public async Task An_outcome_and_its_report_are_on_disk_together_or_not_at_all()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        await QueueFolder.AddAsync(queue, QueueFolder.Envelope("M1"), QueueFolder.Body(10));
        await QueueFolder.AddAsync(queue, QueueFolder.Envelope("TAKEN"), QueueFolder.Body(10));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        IReadOnlyList<QueuedMessage> claimed =
            await queue.ClaimDueAsync(now.AddMinutes(1), 1, _ => now, CancellationToken.None);
        AttemptOutcome Outcome(string reportId) => new(
            claimed[0], [new RecipientOutcome(0, RecipientState.Returned, null, "Refused.")], now)
        {
            Reports = [new NewMessage(QueueFolder.Envelope(reportId), 3, 3, [1, 2, 3])],
        };

        await Assert.ThrowsAsync<SmtpAdminException>(() => queue.RecordAsync(Outcome("TAKEN"), CancellationToken.None));
        QueuedMessage? unchanged = await queue.FindAsync("M1", CancellationToken.None);
        await queue.RecordAsync(Outcome("R1"), CancellationToken.None);

        Assert.Equal(RecipientState.Queued, unchanged?.Recipients[0].State);
        Assert.Null(await queue.FindAsync("M1", CancellationToken.None));
        Assert.Equal([1, 2, 3], await QueueFolder.ReadBodyAsync(queue, "R1"));
    }

    private static DateTimeOffset Start => QueueFolder.Envelope("M1").ReceivedAt;

    private static Envelope Asking(DeliveryNotification notify) => QueueFolder.Envelope("M1") with
    {
        Recipients = [new EnvelopeRecipient("anna@example.com") { Notify = notify }],
    };

    private static ScriptedServer Refuse(ScriptedServer server) => server
        .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("550 5.1.1 No such user");

    private static async Task<DeliveryFixture> DeliverAsync(ScriptedServer server, Envelope envelope)
    {
        DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync(envelope);
        return fixture;
    }

    private static async Task<TimeSpan> AdvanceUntilAsync(DeliveryFixture fixture, Func<bool> condition)
    {
        await Condition.WaitAsync(() =>
        {
            fixture.Clock.Advance(condition() ? TimeSpan.Zero : TimeSpan.FromMinutes(10));
            return condition();
        });
        return fixture.Clock.GetUtcNow() - Start;
    }

    private static async Task StopAndVerifyAsync(DeliveryFixture fixture, ScriptedServer server)
    {
        await fixture.Service.StopAsync(s_grace, TestContext.Current.CancellationToken);
        await server.VerifyAsync();
    }
}
