using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

/// <summary>Clients that waste what others need.</summary>
public sealed class AbuseTests
{
    private const string WrongPassword = "AUTH PLAIN AHVzZXIAd3Jvbmc=";

    [Fact]
    public async Task Two_hundred_slow_clients_do_not_slow_down_the_others_and_are_gone_in_time()
    {
        const int Slow = 200;
        RelayOptions options = TestRelay.Options with
        {
            MaximumConnections = 300,
            Limits = new SmtpRelayLimits { MinimumRateGrace = TimeSpan.FromSeconds(3) },
        };
        await using TestRelay relay = TestRelay.Start(options);
        SmtpConversation[] slow = await Task.WhenAll(Enumerable.Range(0, Slow).Select(_ => relay.GreetAsync()));
        Task dripping = Task.WhenAll(slow.Select(DripAsync));
        double[] times = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendManyAsync(relay, count: 5)));
        Assert.True(times.Max() < 2000, $"The slowest of the honest clients waited {times.Max()} ms.");
        await dripping;
        await Condition.WaitAsync(() => relay.Server.Counters.ConnectionsOpen == 0);
        Assert.Equal(50, relay.Server.Counters.MessagesAccepted);
        Assert.Equal(0, relay.Server.Counters.ConnectionFaults);
    }

    [Fact]
    public async Task A_slow_message_is_cut_off_and_nothing_of_it_kept()
    {
        RelayOptions options = TestRelay.Options with
        {
            Limits = new SmtpRelayLimits { MinimumRateGrace = TimeSpan.FromMilliseconds(500) },
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync("Subject: slow\r\n");
        await client.ExpectAsync("421 4.4.2 The input comes too slowly");
        await client.ExpectEndAsync();
        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task Guessing_passwords_bans_the_address_for_a_while()
    {
        var clock = new ManualClock();
        RelayOptions options = TestRelay.SecureOptions with { Limits = new SmtpRelayLimits { FailedSignIns = 5 } };
        await using TestRelay relay = TestRelay.Start(options, clock);
        await using SmtpConversation bystander = await relay.GreetAsync();
        await bystander.StartTlsAsync();
        await using (SmtpConversation client = await relay.GreetAsync())
        {
            await client.StartTlsAsync();
            for (int count = 0; count < 5; count++)
            {
                await client.SendExpectAsync(WrongPassword, "535 5.7.8 ");
            }

            await client.ExpectAsync("421 4.7.0 ");
            await client.ExpectEndAsync();
        }

        await using (SmtpConversation refused = await SmtpConversation.ConnectAsync(relay.EndPoint))
        {
            await refused.ExpectAsync("421 4.7.0 Too many failed sign-ins");
            await refused.ExpectEndAsync();
        }

        await bystander.SendExpectAsync(WrongPassword, "421 4.7.0 ");
        await bystander.ExpectEndAsync();
        clock.Advance(TimeSpan.FromMinutes(31));
        await using SmtpConversation again = await relay.GreetAsync();
        Assert.Equal(5, relay.Server.Counters.SignInsFailed);
    }

    [Theory]
    [InlineData("NOOP")]
    [InlineData("RSET")]
    [InlineData("VRFY someone")]
    [InlineData("EHLO client.test")]
    [InlineData("HELP")]
    public async Task A_flood_of_commands_without_mail_ends(string command)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.GreetAsync();
        await client.SendAsync(string.Concat(Enumerable.Repeat(command + "\r\n", 200)));
        for (int count = 0; count < 100; count++)
        {
            Assert.StartsWith("2", await client.ReadReplyAsync());
        }

        await client.ExpectAsync("421 4.7.0 Too many commands without mail");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_message_gives_a_new_allowance_of_commands()
    {
        RelayOptions options = TestRelay.Options with { Limits = new SmtpRelayLimits { CommandsWithoutMail = 3 } };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.HelloAsync();
        for (int round = 0; round < 3; round++)
        {
            await client.SendExpectAsync("RSET", "250 ");
            await client.SendExpectAsync("NOOP", "250 ");
            await SendAsync(client);
        }
    }

    [Theory]
    [InlineData("EHLO client.test\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("\0")]
    public async Task A_client_that_talks_before_the_greeting_is_sent_away(string early)
    {
        RelayOptions options = TestRelay.Options with
        {
            Limits = new SmtpRelayLimits { GreetingDelay = TimeSpan.FromSeconds(30) },
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendAsync(early);
        await client.ExpectAsync("554 5.5.0 ");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_client_that_waits_is_greeted_after_the_delay()
    {
        var clock = new ManualClock();
        DateTimeOffset greeting = clock.GetUtcNow() + TimeSpan.FromSeconds(5);
        RelayOptions options = TestRelay.Options with
        {
            Limits = new SmtpRelayLimits { GreetingDelay = TimeSpan.FromSeconds(5) },
        };
        await using TestRelay relay = TestRelay.Start(options, clock);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await Condition.WaitAsync(() => clock.HasTimerAt(greeting));
        clock.Advance(TimeSpan.FromSeconds(5));
        await client.ExpectAsync("220 ");
        await client.SendExpectAsync("EHLO client.test", "250 ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_ends_after_half_an_hour_even_within_a_message(bool inData)
    {
        // Without the minimum rate, which would cut a message of a few bytes before its half hour is over.
        var clock = new ManualClock();
        RelayOptions options = TestRelay.Options with
        {
            IdleTimeout = TimeSpan.FromHours(1),
            Limits = new SmtpRelayLimits { MinimumRate = 0 },
        };
        await using TestRelay relay = TestRelay.Start(options, clock);
        await using SmtpConversation client = await (inData ? relay.DataAsync() : relay.HelloAsync());
        clock.Advance(TimeSpan.FromMinutes(29));
        await client.SendAsync("NOOP\r\n");
        if (!inData)
        {
            await client.ExpectAsync("250 ");
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        await client.ExpectAsync("421 4.4.2 ");
        await client.ExpectEndAsync();
        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_connection_brings_so_many_messages_and_no_more()
    {
        RelayOptions options = TestRelay.Options with { Limits = new SmtpRelayLimits { MessagesPerConnection = 2 } };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.HelloAsync();
        await SendAsync(client);
        await SendAsync(client);
        await client.SendExpectAsync("MAIL FROM:<a@client.test>", "421 4.7.0 ");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task Messages_in_a_minute_are_put_off_whatever_the_connection()
    {
        var clock = new ManualClock();
        RelayOptions options = TestRelay.Options with { Limits = new SmtpRelayLimits { MessagesPerMinute = 2 } };
        await using TestRelay relay = TestRelay.Start(options, clock);
        await using SmtpConversation first = await relay.HelloAsync();
        await SendAsync(first);
        await using SmtpConversation second = await relay.HelloAsync();
        await SendAsync(second);
        await second.SendExpectAsync("MAIL FROM:<a@client.test>", "450 4.7.1 ");
        clock.Advance(TimeSpan.FromSeconds(30));
        await SendAsync(second);
    }

    [Fact]
    public async Task Errors_end_a_session_when_they_are_as_many_as_named()
    {
        RelayOptions options = TestRelay.Options with { Limits = new SmtpRelayLimits { Errors = 2 } };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("FOO", "500 ");
        await client.SendExpectAsync("FOO", "500 ");
        await client.ExpectAsync("421 4.7.0 Too many errors");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_test_that_sends_quickly_over_loopback_meets_no_limit()
    {
        await using TestRelay relay = TestRelay.Start();
        for (int connection = 0; connection < 60; connection++)
        {
            await using SmtpConversation client = await relay.HelloAsync();
            await SendAsync(client);
        }

        Assert.Equal(60, relay.Server.Counters.MessagesAccepted);
    }

    private static async Task DripAsync(SmtpConversation client)
    {
        await using (client)
        {
            await client.SendAsync("E");
            await client.ExpectAsync("421 4.4.2 ");
            await client.ExpectEndAsync();
        }
    }

    /// <returns>The milliseconds that the slowest message took.</returns>
    private static async Task<double> SendManyAsync(TestRelay relay, int count)
    {
        double slowest = 0;
        for (int message = 0; message < count; message++)
        {
            long start = Stopwatch.GetTimestamp();
            await using SmtpConversation client = await relay.HelloAsync();
            await SendAsync(client);
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return slowest;
    }

    private static async Task SendAsync(SmtpConversation client)
    {
        await client.SendExpectAsync("MAIL FROM:<a@client.test>", "250 ");
        await client.SendExpectAsync("RCPT TO:<b@relay.test>", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync("x\r\n.\r\n");
        await client.ExpectAsync("250 ");
    }
}
