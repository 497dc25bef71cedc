using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Faults;

public sealed class FaultTests
{
    private static readonly SmtpReply s_later = new()
    {
        Code = 451,
        EnhancedStatus = new EnhancedStatusCode(4, 3, 0),
        Lines = ["Played"],
    };

    [Theory]
    [InlineData(RelayFaultStage.Hello, "client.test", "EHLO client.test")]
    [InlineData(RelayFaultStage.Mail, "*@client.test", "EHLO client.test|MAIL FROM:<a@client.test>")]
    [InlineData(RelayFaultStage.Rcpt, "b@*", "EHLO client.test|MAIL FROM:<a@client.test>|RCPT TO:<b@relay.test>")]
    [InlineData(RelayFaultStage.Data, "B@RELAY.TEST", "EHLO client.test|MAIL FROM:<a@client.test>|RCPT TO:<b@relay.test>|DATA")]
    [InlineData(RelayFaultStage.End, null, "EHLO client.test|MAIL FROM:<a@client.test>|RCPT TO:<b@relay.test>|DATA|x\r\n.")]
    public async Task A_reply_is_played_at_its_stage_and_the_dialogue_goes_on(
        RelayFaultStage stage, string? match, string dialogue)
    {
        await using TestRelay relay = Start(new RelayFault { Stage = stage, Match = match, Reply = s_later });
        await using SmtpConversation client = await relay.GreetAsync();
        string[] lines = dialogue.Split('|');

        foreach (string line in lines.SkipLast(1))
        {
            await client.SendExpectAsync(line, line == "DATA" ? "354 " : "250 ");
        }

        await client.SendExpectAsync(lines[^1], "451 4.3.0 Played");
        await client.SendExpectAsync("NOOP", "250 ");
        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_chunk_that_a_fault_refuses_is_not_read_as_commands()
    {
        await using TestRelay relay = Start(new RelayFault { Stage = RelayFaultStage.Data, Reply = s_later });
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@client.test>", "250 ");
        await client.SendExpectAsync("RCPT TO:<b@relay.test>", "250 ");

        await client.SendAsync("BDAT 6 LAST\r\nQUIT\r\n");

        await client.ExpectAsync("451 4.3.0 Played");
        await client.SendExpectAsync("NOOP", "250 ");
        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_pattern_that_does_not_fit_lets_everything_through()
    {
        await using TestRelay relay = Start(
            new RelayFault { Stage = RelayFaultStage.Rcpt, Match = "*@other.test", Reply = s_later });

        await using SmtpConversation client = await relay.DataAsync();
        await client.SendExpectAsync("x\r\n.", "250 ");

        Assert.Single(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_refused_greeting_is_the_last_word()
    {
        await using TestRelay relay = Start(new RelayFault { Stage = RelayFaultStage.Connect, Reply = s_later });
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);

        await client.ExpectAsync("451 4.3.0 Played");
        await client.ExpectEndAsync();
    }

    [Theory]
    [InlineData(RelayFaultStage.Data)]
    [InlineData(RelayFaultStage.Content)]
    [InlineData(RelayFaultStage.End)]
    public async Task A_connection_ends_without_a_word_and_nothing_is_kept(RelayFaultStage stage)
    {
        await using TestRelay relay = Start(new RelayFault { Stage = stage, Disconnect = true });
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@client.test>", "250 ");
        await client.SendExpectAsync("RCPT TO:<b@relay.test>", "250 ");

        if (stage == RelayFaultStage.Data)
        {
            await client.SendLineAsync("DATA");
        }
        else
        {
            await client.SendExpectAsync("DATA", "354 ");
            await client.SendLineAsync("x\r\n.");
        }

        await client.ExpectEndAsync();
        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task Content_comes_no_faster_than_the_limit()
    {
        await using TestRelay relay = Start(new RelayFault { Stage = RelayFaultStage.Content, BytesPerSecond = 10_000 });
        await using SmtpConversation client = await relay.DataAsync();

        long started = Stopwatch.GetTimestamp();
        await client.SendExpectAsync(new string('x', 900) + "\r\n" + new string('x', 900) + "\r\n" + new string('x', 900)
            + "\r\n" + new string('x', 900) + "\r\n.", "250 ");

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 350, 5000);
    }

    [Fact]
    public async Task The_first_occasions_are_skipped_and_then_it_strikes_so_many_times()
    {
        await using TestRelay relay = Start(
            new RelayFault { Stage = RelayFaultStage.Mail, Reply = s_later, Skip = 1, Count = 2 });
        await using SmtpConversation client = await relay.HelloAsync();

        foreach (string expected in (string[])["250 ", "451 ", "451 ", "250 "])
        {
            await client.SendExpectAsync("MAIL FROM:<a@client.test>", expected);
            await client.SendExpectAsync("RSET", "250 ");
        }
    }

    [Fact]
    public async Task The_same_seed_plays_the_same_chances()
    {
        string[] first = await DrawAsync(seed: 7);

        Assert.Equal(first, await DrawAsync(seed: 7));
        Assert.Contains("250", first);
        Assert.Contains("451", first);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_long_pause()
    {
        TestRelay relay = Start(new RelayFault { Stage = RelayFaultStage.Mail, Delay = TimeSpan.FromMinutes(10) });
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendLineAsync("MAIL FROM:<a@client.test>");

        long started = Stopwatch.GetTimestamp();
        await relay.Server.StopAsync(TimeSpan.FromSeconds(5), CancellationToken.None);

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 3);
        await relay.DisposeAsync();
    }

    [Theory]
    [InlineData(RelayFaultStage.Mail, 250, false, null)]
    [InlineData(RelayFaultStage.Mail, 451, true, null)]
    [InlineData(RelayFaultStage.Content, 451, false, null)]
    [InlineData(RelayFaultStage.Mail, null, false, 100)]
    public void A_fault_that_no_server_has_is_refused(RelayFaultStage stage, int? code, bool disconnect, int? rate)
    {
        var fault = new RelayFault
        {
            Stage = stage,
            Reply = code is { } given ? s_later with { Code = given } : null,
            Disconnect = disconnect,
            BytesPerSecond = rate,
        };

        var refusal = Assert.Throws<SmtpAdminException>(() => Start(fault));

        Assert.Equal(ErrorKind.RelayOptionsInvalid, refusal.Kind);
    }

    private static async Task<string[]> DrawAsync(int seed)
    {
        var fault = new RelayFault { Stage = RelayFaultStage.Mail, Reply = s_later, Chance = 0.5 };
        await using TestRelay relay = TestRelay.Start(TestRelay.Options with { Faults = [fault], FaultSeed = seed });
        await using SmtpConversation client = await relay.HelloAsync();
        string[] codes = new string[20];
        for (int i = 0; i < codes.Length; i++)
        {
            await client.SendLineAsync("MAIL FROM:<a@client.test>");
            codes[i] = (await client.ReadReplyAsync())[..3];
            await client.SendExpectAsync("RSET", "250 ");
        }

        return codes;
    }

    private static TestRelay Start(RelayFault fault) => TestRelay.Start(TestRelay.Options with { Faults = [fault] });
}
