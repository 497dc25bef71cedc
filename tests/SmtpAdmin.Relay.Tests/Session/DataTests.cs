using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Testing.Conversations;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

public sealed class DataTests
{
    private static readonly string s_megabyteLine = new('x', 1024 * 1024);

    public static TheoryData<string> Messages => new(
        "",
        "\r\n",
        ".\r\n",
        "..\r\n.\r\n...\r\n",
        "Subject: header only\r\n",
        "Subject: x\r\n\r\nbody\r\n",
        "Subject: 8-bit \u00E4\u00F6\u00FC\r\n\r\n\u0080\u00FF\u001B\u007F\r\n",
        new string('a', 998) + "\r\n" + new string('b', 999) + "\r\n" + new string('c', 1000) + "\r\n",
        s_megabyteLine + "\r\n." + s_megabyteLine + "\r\n",
        "X: " + string.Concat(Enumerable.Repeat("folded\r\n ", 8000)) + "\r\n\r\n");

    public static TheoryData<string> FalseEnds => new(
        "\n.\n", "\r.\r", "\r.\n", "\n.\r", "\n.\r\n", "\r\n.\n", "\r.\r\n", "\r\n.\r", "\r\n\0.\r\n", "\r\n.\0\r\n");

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_message_is_kept_byte_for_byte(string content)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.DataAsync();
        IEnumerable<string> lines = content.Split("\r\n").Select(line => line.StartsWith('.') ? "." + line : line);
        string stuffed = string.Join("\r\n", lines);
        await client.SendAsync(stuffed + ".\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        (CapturedMessage message, string captured) = await relay.CapturedAsync();
        Assert.Equal(content, captured);
        Assert.Equal(content.Length, message.Size);
    }

    [Theory]
    [MemberData(nameof(FalseEnds))]
    public async Task A_false_end_smuggles_nothing(string sequence)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync(
            "Subject: outer\r\n\r\ntext" + sequence
            + "MAIL FROM:<evil@b>\r\nRCPT TO:<b@b>\r\nDATA\r\nSubject: smuggled\r\n\r\n.\r\n");
        await client.ExpectAsync("550 5.6.0 ");
        await client.SendExpectAsync("NOOP", "250 2.0.0 ");
        Assert.Empty(relay.Captured.Messages);
        Assert.Equal(1, relay.Server.Counters.MessagesRefused);
    }

    [Theory]
    [MemberData(nameof(FalseEnds))]
    public async Task A_false_end_smuggles_nothing_however_it_is_cut(string sequence)
    {
        await using TestRelay relay = TestRelay.Start();
        for (int cut = 1; cut < sequence.Length; cut++)
        {
            await using SmtpConversation client = await relay.DataAsync();
            await client.SendAsync("text" + sequence[..cut]);
            await client.SendAsync(sequence[cut..] + "QUIT\r\n");
            await client.SendAsync(".\r\n");
            await client.ExpectAsync("550 5.6.0 ");
            await client.SendExpectAsync("NOOP", "250 2.0.0 ");
        }

        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_read_to_its_end_and_refused()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.Options with { MaximumMessageSize = 1000 });
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync(s_megabyteLine + "\r\nMAIL FROM:<a@b>\r\n.\r\n");
        await client.ExpectAsync("552 5.3.4 ");
        await client.SendExpectAsync("DATA", "503 5.5.1 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        Assert.Empty(relay.Captured.Messages);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" SIZE=10")]
    public async Task A_message_over_the_limit_is_given_up_in_the_store_when_it_gets_there(string parameter)
    {
        const int Limit = 100_000;
        var store = new CountingStore();
        await using TestRelay relay = TestRelay.Start(
            TestRelay.Options with { MaximumMessageSize = Limit }, decorate: _ => store);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync($"MAIL FROM:<a@b>{parameter}", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync(s_megabyteLine);
        await Condition.WaitAsync(() => store.Open == 0, () => client.Transcript);
        Assert.InRange(store.Written, 1, Limit + (64 * 1024));
        await client.SendAsync("\r\n.\r\n");
        await client.ExpectAsync("552 5.3.4 ");
    }

    [Theory]
    [InlineData(998, "250 2.0.0 ")]
    [InlineData(999, "552 5.3.4 ")]
    public async Task The_limit_counts_the_message_as_sent(int lineLength, string expected)
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.Options with { MaximumMessageSize = 1000 });
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync(new string('x', lineLength) + "\r\n.\r\n");
        await client.ExpectAsync(expected);
    }

    [Theory]
    [InlineData(100, "250 2.0.0 ")]
    [InlineData(101, "554 5.4.6 ")]
    public async Task A_message_that_goes_in_circles_is_refused(int hops, string expected)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.DataAsync();
        string received = string.Concat(Enumerable.Repeat("Received: from a by b;\r\n\tdate\r\n", hops));
        await client.SendAsync(received + "\r\nReceived: in the body\r\n.\r\n");
        await client.ExpectAsync(expected);
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_leaves_nothing()
    {
        await using TestRelay relay = TestRelay.Start();
        await using (SmtpConversation client = await relay.DataAsync())
        {
            await client.SendAsync("Subject: half\r\n\r\n.\r");
        }

        await using SmtpConversation next = await relay.HelloAsync();
        await next.SendExpectAsync("QUIT", "221 ");
        Assert.Empty(relay.Captured.Messages);
        Assert.Equal(0, relay.Server.Counters.ConnectionFaults);
    }

    [Theory]
    [InlineData(nameof(IMessageStore.BeginAsync))]
    [InlineData(nameof(IMessageWriter.WriteAsync))]
    [InlineData(nameof(IMessageWriter.CommitAsync))]
    public async Task When_the_store_fails_the_session_lives_on(string step)
    {
        FailingStore? failing = null;
        await using TestRelay relay = TestRelay.Start(
            decorate: inner => failing = new FailingStore(inner) { FailAt = step });
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendLineAsync("DATA");
        if (step == nameof(IMessageWriter.CommitAsync))
        {
            await client.ExpectAsync("354 ");
            await client.SendAsync("x\r\n.\r\n");
        }

        await client.ExpectAsync("451 4.3.0 ");
        Assert.Equal(0, failing!.Open);
        failing.FailAt = null;

        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync("x\r\n.\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        Assert.Equal(0, failing.Open);
    }

    [Fact]
    public async Task The_reply_waits_for_the_commit()
    {
        var gate = new TaskCompletionSource();
        await using TestRelay relay = TestRelay.Start(
            decorate: inner => new FailingStore(inner) { CommitGate = gate.Task });
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync("x\r\n.\r\n");
        Task<string> reply = client.ReadReplyAsync();
        Assert.NotSame(reply, await Task.WhenAny(reply, Task.Delay(100, TestContext.Current.CancellationToken)));
        gate.SetResult();
        Assert.StartsWith("250 2.0.0 ", await reply, StringComparison.Ordinal);
    }
}
