using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Delivery;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Queue;

/// <summary>The life of a message as an admin reads it afterwards.</summary>
public sealed class QueueEventTests
{
    [Fact]
    public async Task The_life_of_a_message_is_told_when_it_is_gone()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("450 4.2.1 Later")
            .Expect("RSET").Reply("250 Ok")
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("550 5.1.1 No\u001b[31mbody")
            .Expect("RSET").Reply("250 Ok").TakeReport();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port);
        fixture.Service.Start();
        await fixture.AddAsync("M1");
        await fixture.WaitForStatesAsync("M1", RecipientState.Deferred);
        await fixture.AdvanceToNextAttemptAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        IReadOnlyList<StoredEvent> life = await fixture.Queue.ReadEventsAsync(
            "M1", 0, TestContext.Current.CancellationToken);
        string report = life[^1].Detail!;
        IReadOnlyList<StoredEvent> reportLife = await fixture.Queue.ReadEventsAsync(
            report, 0, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                (RelayEventKind.Accepted, null, "From <sender@example.org>"),
                (RelayEventKind.Deferred, "anna@example.com", "450 4.2.1 Later"),
                (RelayEventKind.Returned, "anna@example.com", "550 5.1.1 No\ufffd[31mbody"),
                (RelayEventKind.Reported, "sender@example.org", report),
            ],
            life.Select(row => (row.Kind, row.Recipient, row.Detail)));
        Assert.Equal([RelayEventKind.Accepted, RelayEventKind.Delivered], reportLife.Select(row => row.Kind));
        Assert.Equal("Report on M1", reportLife[0].Detail);
        Assert.Equal(TimeSpan.FromMinutes(1), life[2].Time - life[1].Time);
    }

    [Fact]
    public async Task What_an_admin_does_is_told_and_what_is_not_there_is_not()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync(new ManualClock(DateTimeOffset.UnixEpoch));
        await QueueFolder.AddAsync(queue, QueueFolder.Envelope("M1"), QueueFolder.Body(10));
        await queue.HoldAsync("M1", isHeld: true, TestContext.Current.CancellationToken);
        await queue.HoldAsync("M1", isHeld: false, TestContext.Current.CancellationToken);
        await queue.RetryAsync("M1", TestContext.Current.CancellationToken);
        await queue.RetryAsync("NONE", TestContext.Current.CancellationToken);
        await queue.RemoveAsync("M1", TestContext.Current.CancellationToken);

        IReadOnlyList<StoredEvent> all = await queue.ReadEventsAsync(null, 0, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                RelayEventKind.Accepted,
                RelayEventKind.Suspended,
                RelayEventKind.Resumed,
                RelayEventKind.Retried,
                RelayEventKind.Removed,
            ],
            all.Select(row => row.Kind));
    }
}
