using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Queue;

public sealed class QueueClaimTests
{
    private static readonly TimeSpan s_later = TimeSpan.FromMinutes(5);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_message_is_claimed_once_and_its_next_attempt_is_stored_before_the_attempt()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await OpenWithAsync(folder, "M1", "M2");

        IReadOnlyList<QueuedMessage> claimed = await ClaimAsync(queue);
        IReadOnlyList<QueuedMessage> again = await ClaimAsync(queue);

        Assert.Equal(["M1", "M2"], claimed.Select(message => message.Id));
        Assert.Empty(again);
        Assert.All(await QueueFolder.ListAsync(queue), message =>
        {
            Assert.Equal(1, message.Attempts);
            Assert.Equal(_clock.GetUtcNow() + s_later, message.NextAttemptAt);
        });
    }

    [Fact]
    public async Task A_claim_outlives_its_own_next_attempt_but_not_the_process()
    {
        using var folder = new QueueFolder();
        await using (SqliteMessageQueue queue = await OpenWithAsync(folder, "M1"))
        {
            await ClaimAsync(queue);
            _clock.Advance(s_later);
            Assert.Empty(await ClaimAsync(queue));
        }

        await using SqliteMessageQueue reopened = await folder.OpenAsync(_clock);

        Assert.Equal(2, Assert.Single(await ClaimAsync(reopened)).Attempts);
    }

    [Fact]
    public async Task The_longest_due_comes_first_and_no_more_than_asked_for()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await OpenWithAsync(folder, "M1", "M2", "M3");

        Assert.Equal(["M1", "M2"], (await ClaimAsync(queue, limit: 2)).Select(message => message.Id));
        Assert.Equal(["M3"], (await ClaimAsync(queue, limit: 2)).Select(message => message.Id));
    }

    [Fact]
    public async Task A_released_message_counts_no_attempt_and_is_due_when_said()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await OpenWithAsync(folder, "M1");
        IReadOnlyList<QueuedMessage> claimed = await ClaimAsync(queue);

        await queue.ReleaseAsync(
            [.. claimed.Select(message => message with { NextAttemptAt = _clock.GetUtcNow() + s_later })],
            TestContext.Current.CancellationToken);

        Assert.Empty(await ClaimAsync(queue));
        DateTimeOffset? next = await queue.GetNextAttemptAsync(TestContext.Current.CancellationToken);
        Assert.Equal(_clock.GetUtcNow() + s_later, next);
        _clock.Advance(s_later);
        Assert.Equal(1, Assert.Single(await ClaimAsync(queue)).Attempts);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task A_message_delivered_to_all_is_removed_with_its_body(int size)
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync(_clock);
        await QueueFolder.AddAsync(queue, QueueFolder.Envelope("M1"), QueueFolder.Body(size));

        await RecordAsync(queue, (0, RecipientState.Delivered));

        Assert.Empty(await QueueFolder.ListAsync(queue));
        Assert.Null(await queue.OpenBodyAsync("M1", TestContext.Current.CancellationToken));
        Assert.Empty(folder.BodyFiles);
    }

    [Fact]
    public async Task Recipients_keep_their_own_states_replies_and_attempts()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync(_clock);
        Envelope envelope = QueueFolder.Envelope("M1", "a@example.com", "b@example.com", "c@example.com");
        await QueueFolder.AddAsync(queue, envelope, QueueFolder.Body(10));

        await RecordAsync(
            queue, (0, RecipientState.Delivered), (1, RecipientState.Deferred), (2, RecipientState.Failed));

        QueuedMessage? message = await queue.FindAsync("M1", TestContext.Current.CancellationToken);
        Assert.Equal(RelayMessageState.Deferred, message!.State);
        Assert.Equal(
            [RecipientState.Delivered, RecipientState.Deferred, RecipientState.Failed],
            message.Recipients.Select(recipient => recipient.State));
        Assert.All(message.Recipients, recipient => Assert.Equal(1, recipient.Attempts));
        Assert.Equal("451 4.3.0 Ordinal 1", message.Recipients[1].LastReply!.ToString());
        Assert.Equal([1], message.OpenRecipients.Select(recipient => recipient.Ordinal));
    }

    [Fact]
    public async Task A_failed_message_stays_visible_with_its_body_until_it_is_removed()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await OpenWithAsync(folder, "M1");

        await RecordAsync(queue, (0, RecipientState.Failed));

        QueuedMessage message = Assert.Single(await QueueFolder.ListAsync(queue));
        Assert.Equal(RelayMessageState.Failed, message.State);
        Assert.Null(message.NextAttemptAt);
        Assert.NotNull(await QueueFolder.ReadBodyAsync(queue, "M1"));
        Assert.Equal(0, await queue.CountWaitingAsync(TestContext.Current.CancellationToken));
        Assert.True(await queue.RemoveAsync("M1", TestContext.Current.CancellationToken));
        Assert.False(await queue.RemoveAsync("M1", TestContext.Current.CancellationToken));
        Assert.Empty(await QueueFolder.ListAsync(queue));
    }

    [Fact]
    public async Task An_outcome_for_a_removed_message_meets_no_later_one()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await OpenWithAsync(folder, "M1");
        QueuedMessage claimed = Assert.Single(await ClaimAsync(queue));
        await queue.RemoveAsync("M1", TestContext.Current.CancellationToken);
        await QueueFolder.AddAsync(queue, QueueFolder.Envelope("M2"), QueueFolder.Body(10));

        await RecordAsync(queue, claimed, (0, RecipientState.Delivered));

        Assert.Equal("M2", Assert.Single(await QueueFolder.ListAsync(queue)).Id);
    }

    [Fact]
    public async Task Control_characters_and_length_of_a_reply_stay_outside()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await OpenWithAsync(folder, "M1");
        QueuedMessage claimed = Assert.Single(await ClaimAsync(queue));
        var reply = new SmtpReply { Code = 450, Lines = ["\u001b[31mred" + new string('x', 5000)] };
        var outcome = new RecipientOutcome(0, RecipientState.Deferred, reply, Error: null);

        await queue.RecordAsync(
            new AttemptOutcome(claimed, [outcome], _clock.GetUtcNow()), TestContext.Current.CancellationToken);

        QueuedMessage? message = await queue.FindAsync("M1", TestContext.Current.CancellationToken);
        string text = message!.Recipients[0].LastReply!.Text;
        Assert.StartsWith(" [31mred", text, StringComparison.Ordinal);
        Assert.Equal(500, text.Length);
    }

    [Fact]
    public async Task Mail_that_waits_too_long_is_found_and_mail_without_sender_sooner()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await OpenWithAsync(folder, "M1");
        await QueueFolder.AddAsync(
            queue, QueueFolder.Envelope("BOUNCE") with { ReversePath = string.Empty }, QueueFolder.Body(10));
        DateTimeOffset received = QueueFolder.Envelope("X").ReceivedAt;
        TimeSpan tick = TimeSpan.FromMilliseconds(1);

        Task<IReadOnlyList<QueuedMessage>> FindAsync(DateTimeOffset before, DateTimeOffset nullBefore) =>
            queue.ClaimReceivedBeforeAsync(before, nullBefore, 10, TestContext.Current.CancellationToken);

        Assert.Empty(await FindAsync(received, received));
        Assert.Equal("BOUNCE", Assert.Single(await FindAsync(received, received + tick)).Id);
        Assert.Equal("M1", Assert.Single(await FindAsync(received + tick, received + tick)).Id);
    }

    private async Task<SqliteMessageQueue> OpenWithAsync(QueueFolder folder, params string[] ids)
    {
        SqliteMessageQueue queue = await folder.OpenAsync(_clock);
        foreach (string id in ids)
        {
            await QueueFolder.AddAsync(queue, QueueFolder.Envelope(id), QueueFolder.Body(10));
        }

        return queue;
    }

    private Task<IReadOnlyList<QueuedMessage>> ClaimAsync(SqliteMessageQueue queue, int limit = 100) =>
        queue.ClaimDueAsync(
            _clock.GetUtcNow(), limit, _ => _clock.GetUtcNow() + s_later, TestContext.Current.CancellationToken);

    private async Task RecordAsync(SqliteMessageQueue queue, params (int Ordinal, RecipientState State)[] outcomes) =>
        await RecordAsync(queue, Assert.Single(await ClaimAsync(queue)), outcomes);

    private async Task RecordAsync(
        SqliteMessageQueue queue, QueuedMessage message, params (int Ordinal, RecipientState State)[] outcomes)
    {
        IEnumerable<RecipientOutcome> recipients = outcomes.Select(outcome =>
            new RecipientOutcome(outcome.Ordinal, outcome.State, Reply(outcome.Ordinal), Error: null));
        await queue.RecordAsync(
            new AttemptOutcome(message, recipients.ToList(), _clock.GetUtcNow() + s_later),
            TestContext.Current.CancellationToken);
    }

    private static SmtpReply Reply(int ordinal) => new()
    {
        Code = 451,
        EnhancedStatus = new EnhancedStatusCode(4, 3, 0),
        Lines = [FormattableString.Invariant($"Ordinal {ordinal}")],
    };
}
