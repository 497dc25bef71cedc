using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

/// <summary>BDAT (RFC 3030).</summary>
public sealed class ChunkingTests
{
    /// <summary>The chunks of a message, separated by bars.</summary>
    public static TheoryData<string> Messages => new(
        "Subject: x\r\n\r\nbody\r\n",
        "Subject: x\r\n\r\n|.\r\n..\r\n.\r\n",
        "Subject: x\r|\n\r\nQUIT\r\nRSET\r\n|",
        "|x|",
        "",
        "no line end",
        new string('a', 65_535) + "|" + new string('b', 65_536) + "|" + new string('c', 200_000));

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Chunks_are_put_together_byte_for_byte(string message)
    {
        string[] chunks = message.Split('|');
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await TransactionAsync(relay);
        for (int index = 0; index < chunks.Length; index++)
        {
            string last = index == chunks.Length - 1 ? " LAST" : string.Empty;
            await client.SendAsync($"BDAT {chunks[index].Length}{last}\r\n{chunks[index]}");
            await client.ExpectAsync(last.Length == 0 ? "250 2.0.0 Chunk" : "250 2.0.0 Ok: queued as ");
        }

        (CapturedMessage captured, string content) = await relay.CapturedAsync();
        Assert.Equal(string.Concat(chunks), content);
        Assert.False(captured.Envelope.IsBinaryMime);
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
    }

    [Theory]
    [MemberData(nameof(DataTests.Messages), MemberType = typeof(DataTests))]
    public async Task What_DATA_brings_comes_by_BDAT_too(string content)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await TransactionAsync(relay);
        await client.SendAsync($"BDAT {content.Length} LAST\r\n{content}");
        await client.ExpectAsync("250 2.0.0 Ok: ");
        Assert.Equal(content, (await relay.CapturedAsync()).Content);
    }

    [Fact]
    public async Task A_binary_message_is_kept_as_it_is_and_comes_by_BDAT_only()
    {
        const string Content = "Subject: x\r\n\r\n\0\n\r.\n.\r\n\u00FF\r";
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await TransactionAsync(relay, " BODY=BINARYMIME");
        await client.SendExpectAsync("DATA", "503 5.5.1 ");
        await client.SendAsync($"BDAT {Content.Length} LAST\r\n{Content}");
        await client.ExpectAsync("250 2.0.0 Ok: ");
        (CapturedMessage message, string content) = await relay.CapturedAsync();
        Assert.Equal(Content, content);
        Assert.True(message.Envelope.IsBinaryMime);
    }

    [Theory]
    [InlineData("a\nb\r\n")]
    [InlineData("a\rb\r\n")]
    [InlineData("a\0b\r\n")]
    [InlineData("a\r")]
    public async Task A_message_of_lines_has_whole_line_ends(string content)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await TransactionAsync(relay);
        await client.SendAsync($"BDAT {content.Length} LAST\r\n{content}");
        await client.ExpectAsync("550 5.6.0 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        Assert.Empty(relay.Captured.Messages);
    }

    [Theory]
    [InlineData("NOOP", "250 2.0.0 ")]
    [InlineData("DATA", "503 5.5.1 ")]
    [InlineData("RCPT TO:<c@d>", "503 5.5.1 ")]
    [InlineData("MAIL FROM:<c@d>", "503 5.5.1 ")]
    public async Task Between_chunks_the_order_is_kept(string command, string expected)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await TransactionAsync(relay);
        await client.SendAsync("BDAT 3\r\nab\r");
        await client.ExpectAsync("250 ");
        await client.SendExpectAsync(command, expected);
        await client.SendAsync("BDAT 1 LAST\r\n\n");
        await client.ExpectAsync("250 2.0.0 Ok: ");
        Assert.Equal("ab\r\n", (await relay.CapturedAsync()).Content);
    }

    [Theory]
    [InlineData("RSET")]
    [InlineData("EHLO again.test")]
    [InlineData("QUIT")]
    public async Task Half_a_message_is_forgotten_after(string command)
    {
        FailingStore? store = null;
        await using TestRelay relay = TestRelay.Start(decorate: inner => store = new FailingStore(inner));
        await using SmtpConversation client = await TransactionAsync(relay);
        await client.SendAsync("BDAT 3\r\nab\r");
        await client.ExpectAsync("250 ");
        Assert.Equal(1, store!.Open);
        await client.SendExpectAsync(command, command == "QUIT" ? "221 " : "250 ");
        if (command != "QUIT")
        {
            await client.SendAsync("BDAT 6 LAST\r\nQUIT\r\n");
            await client.ExpectAsync("503 5.5.1 ");
            await client.SendExpectAsync("QUIT", "221 ");
        }

        await client.ExpectEndAsync();
        Assert.Equal(0, store.Open);
        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_chunk_after_a_refused_transaction_is_taken_and_dropped()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendAsync(
            "MAIL FROM:<bad\r\nRCPT TO:<a@b>\r\nBDAT 6\r\nQUIT\r\nBDAT 6 LAST\r\nQUIT\r\n"
            + "MAIL FROM:<a@b>\r\nRCPT TO:<\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n");
        foreach (string reply in (string[])["501 ", "503 ", "503 ", "503 ", "250 ", "501 ", "503 ", "250 "])
        {
            await client.ExpectAsync(reply);
        }
    }

    [Theory]
    [InlineData("BDAT")]
    [InlineData("BDAT x")]
    [InlineData("BDAT -5 LAST")]
    [InlineData("BDAT 99999999999999999999")]
    [InlineData("BDAT 5 FIRST")]
    public async Task Without_a_count_the_session_ends_as_no_octet_may_become_a_command(string command)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await TransactionAsync(relay);
        await client.SendAsync(command + "\r\nMAIL FROM:<evil@b>\r\n");
        await client.ExpectAsync("501 5.5.4 ");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_chunk_over_the_limit_is_taken_and_refused()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.Options with { MaximumMessageSize = 1000 });
        await using SmtpConversation client = await TransactionAsync(relay);
        await client.SendAsync("BDAT 1000\r\n" + new string('x', 1000));
        await client.ExpectAsync("250 ");
        await client.SendAsync("BDAT 6\r\nQUIT\r\nBDAT 6 LAST\r\nQUIT\r\n");
        await client.ExpectAsync("552 5.3.4 ");
        await client.ExpectAsync("503 5.5.1 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        Assert.Empty(relay.Captured.Messages);
        Assert.Equal(1, relay.Server.Counters.MessagesRefused);
    }

    [Theory]
    [InlineData("BDAT 1073741825")]
    [InlineData("BDAT 999999999999999999 LAST")]
    public async Task A_chunk_far_over_the_limit_ends_the_session_before_it_comes(string command)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await TransactionAsync(relay);
        await client.SendExpectAsync(command, "552 5.3.4 ");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_connection_lost_inside_a_chunk_leaves_nothing()
    {
        FailingStore? store = null;
        await using TestRelay relay = TestRelay.Start(decorate: inner => store = new FailingStore(inner));
        await using (SmtpConversation client = await TransactionAsync(relay))
        {
            await client.SendAsync("BDAT 1000 LAST\r\nSubject: half\r\n");
            client.CloseSending();
            await client.ExpectEndAsync();
        }

        Assert.Equal(0, store!.Open);
        Assert.Empty(relay.Captured.Messages);
        Assert.Equal(0, relay.Server.Counters.ConnectionFaults);
    }

    [Theory]
    [InlineData(nameof(IMessageStore.BeginAsync))]
    [InlineData(nameof(IMessageWriter.WriteAsync))]
    [InlineData(nameof(IMessageWriter.CommitAsync))]
    public async Task When_the_store_fails_the_chunk_is_taken_and_the_session_lives_on(string step)
    {
        FailingStore? failing = null;
        await using TestRelay relay = TestRelay.Start(
            decorate: inner => failing = new FailingStore(inner) { FailAt = step });
        await using SmtpConversation client = await TransactionAsync(relay);
        await client.SendAsync("BDAT 6 LAST\r\nQUIT\r\n");
        await client.ExpectAsync("451 4.3.0 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        Assert.Equal(0, failing!.Open);
    }

    [Fact]
    public async Task A_whole_session_may_be_split_at_every_byte()
    {
        const string Session = "EHLO c.test\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 5\r\nx\r\n.\rBDAT 6 LAST\r\n"
            + "\nRSET\nQUIT\r\n";
        await using TestRelay relay = TestRelay.Start();
        for (int offset = 0; offset < Session.Length; offset++)
        {
            await using SmtpConversation client = await relay.GreetAsync();
            await client.SendAsync(Session[..offset]);
            await client.SendAsync(Session[offset..]);
            foreach (string reply in (string[])["250 ", "250 ", "250 ", "250 2.0.0 Chunk", "550 5.6.0 ", "221 "])
            {
                await client.ExpectAsync(reply);
            }
        }
    }

    private static async Task<SmtpConversation> TransactionAsync(TestRelay relay, string parameters = "")
    {
        SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync($"MAIL FROM:<a@client.test>{parameters}", "250 2.1.0 ");
        await client.SendExpectAsync("RCPT TO:<b@relay.test>", "250 2.1.5 ");
        return client;
    }
}
