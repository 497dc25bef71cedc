using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

/// <summary>Silent, dripping and vanishing servers, at each stage of a dialogue.</summary>
public sealed class StageTimeoutTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("greeting", "greeting of")]
    [InlineData("EHLO", "to EHLO")]
    [InlineData("AUTH", "to AUTH")]
    [InlineData("MAIL", "to MAIL")]
    [InlineData("RCPT", "to RCPT")]
    [InlineData("DATA", "to DATA")]
    [InlineData("end", "to the message's end")]
    public async Task A_silent_server_is_a_timeout_that_names_the_stage(string stage, string name)
    {
        await using ScriptedServer server = Script(stage, script => script.Hang());

        await AssertFailsAsync(server, Impatient(stage), ErrorKind.ConnectionTimeout, name);
    }

    [Theory]
    [InlineData("greeting", "greeting of")]
    [InlineData("MAIL", "to MAIL")]
    [InlineData("end", "to the message's end")]
    public async Task A_server_that_drips_gets_no_more_time_than_a_silent_one(string stage, string name)
    {
        await using ScriptedServer server = Script(stage, script =>
        {
            for (int i = 0; i < 40; i++)
            {
                script.SendRaw(i == 0 ? "2" : i == 1 ? "5" : i == 2 ? "0-" : "x").Delay(TimeSpan.FromMilliseconds(50));
            }

            return script;
        });

        await AssertFailsAsync(server, Impatient(stage), ErrorKind.ConnectionTimeout, name);
    }

    [Theory]
    [InlineData("greeting", "greeting of", false)]
    [InlineData("EHLO", "to EHLO", false)]
    [InlineData("AUTH", "to AUTH", false)]
    [InlineData("MAIL", "to MAIL", false)]
    [InlineData("MAIL", "to MAIL", true)]
    [InlineData("RCPT", "to RCPT", false)]
    [InlineData("DATA", "to DATA", false)]
    [InlineData("end", "to the message's end", false)]
    [InlineData("end", "to the message's end", true)]
    public async Task A_server_that_closes_is_a_lost_connection_that_names_the_stage(
        string stage, string name, bool isReset)
    {
        await using ScriptedServer server = Script(stage, script => isReset ? script.Drop() : script.Close());

        await AssertFailsAsync(server, new SmtpTimeouts(), ErrorKind.ConnectionLost, name);
    }

    [Fact]
    public async Task A_server_that_does_not_take_the_content_is_a_timeout_of_the_message()
    {
        var taken = new TaskCompletionSource();
        await using ScriptedServer server = new ScriptedServer().Reply("220 x").WaitFor(taken.Task);
        var timeouts = new SmtpTimeouts { DataBlock = TimeSpan.FromSeconds(0.2) };
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(
            server.Options() with { Timeouts = timeouts }, Token);
        await connection.ReadReplyAsync(Token);
        using var content = new MemoryStream(new byte[64 * 1024 * 1024]);

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => connection.SendContentAsync(content.CopyToAsync, Token));

        taken.SetResult();
        Assert.Equal(ErrorKind.ConnectionTimeout, failure.Kind);
        Assert.StartsWith("Sending the message to 127.0.0.1:", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_handshake_is_a_timeout_that_says_so()
    {
        await using ScriptedServer server = new ScriptedServer().Hang();
        SmtpConnectionOptions options = server.Options(SmtpSecurity.ImplicitTls) with
        {
            Timeouts = new SmtpTimeouts { Tls = TimeSpan.FromSeconds(0.2) },
        };

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => SmtpConnection.OpenAsync(options, Token));

        Assert.Equal(ErrorKind.ConnectionTimeout, failure.Kind);
        Assert.Equal("The TLS handshake with 127.0.0.1 took longer than 0.2 seconds.", failure.Message);
    }

    [Fact]
    public async Task A_deadline_is_that_of_each_operation_and_not_of_the_first()
    {
        // The first operation's time is up while the second one waits, which has more.
        await using ScriptedServer server = new ScriptedServer()
            .Reply("220 x").Expect("EHLO *").Delay(TimeSpan.FromMilliseconds(400)).Reply("250 x");
        var timeouts = new SmtpTimeouts { Greeting = TimeSpan.FromSeconds(0.3), Command = TimeSpan.FromSeconds(8) };
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(
            server.Options() with { Timeouts = timeouts }, Token);

        Assert.Equal(220, (await connection.ReadReplyAsync(Token)).Code);
        Assert.Equal(250, (await connection.ExecuteAsync("EHLO client.example", Token)).Code);
    }

    [Fact]
    public async Task Cancelling_between_operations_leaves_the_connection_and_stops_the_next()
    {
        await using ScriptedServer server = new ScriptedServer().Reply("220 x").Expect("NOOP").Reply("250 x");
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(server.Options(), Token);
        using var source = new CancellationTokenSource();
        await connection.ReadReplyAsync(source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.ExecuteAsync("RSET", source.Token));
        Assert.True(connection.IsOpen);
        Assert.Equal(250, (await connection.ExecuteAsync("NOOP", Token)).Code);
    }

    [Fact]
    public void One_number_of_seconds_stands_for_each_step_and_the_defaults_are_the_standards()
    {
        var each = SmtpTimeouts.FromSeconds(7);
        TimeSpan[] all =
            [each.Connect, each.Tls, each.Greeting, each.Command, each.DataInitiation, each.DataBlock, each.DataEnd];
        Assert.All(all, time => Assert.Equal(TimeSpan.FromSeconds(7), time));

        var standard = new SmtpTimeouts();
        Assert.Equal(
            [5, 5, 2, 3, 10],
            new[] { standard.Greeting, standard.Command, standard.DataInitiation, standard.DataBlock, standard.DataEnd }
                .Select(time => time.TotalMinutes));
    }

    private static SmtpTimeouts Impatient(string stage)
    {
        var brief = TimeSpan.FromSeconds(0.3);
        return stage switch
        {
            "greeting" => new SmtpTimeouts { Greeting = brief },
            "DATA" => new SmtpTimeouts { DataInitiation = brief },
            "end" => new SmtpTimeouts { DataEnd = brief },
            _ => new SmtpTimeouts { Command = brief },
        };
    }

    // The dialogue up to a stage, and there something else than the reply.
    private static ScriptedServer Script(string stage, Func<ScriptedServer, ScriptedServer> instead)
    {
        (string Stage, string? Expected, string Reply)[] steps =
        [
            ("greeting", null, "220 mx.example"),
            ("EHLO", "EHLO *", "250-mx.example\r\n250 AUTH PLAIN"),
            ("AUTH", "AUTH PLAIN *", "235 Ok"),
            ("MAIL", "MAIL *", "250 Ok"),
            ("RCPT", "RCPT *", "250 Ok"),
            ("DATA", "DATA", "354 Go"),
            ("end", "*", "250 Ok"),
        ];
        var server = new ScriptedServer();
        foreach ((string name, string? expected, string reply) in steps)
        {
            _ = name == "end" ? server.ExpectContent() : expected is null ? server : server.Expect(expected);
            if (name == stage)
            {
                return instead(server);
            }

            server.Reply(reply);
        }

        return server;
    }

    private static async Task AssertFailsAsync(
        ScriptedServer server, SmtpTimeouts timeouts, ErrorKind kind, string stage)
    {
        SmtpConnectionOptions options = server.Options() with
        {
            Timeouts = timeouts,
            Credential = new NetworkCredential("anna", "s3cret"),
            AllowPlaintextCredential = true,
        };
        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => SendAsync(options));

        Assert.True(kind == failure.Kind, $"{failure.Kind}: {failure.Message}{Environment.NewLine}{server}");
        Assert.StartsWith("Waiting for the ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(stage, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{server.Port}", failure.Message, StringComparison.Ordinal);
    }

    private static async Task SendAsync(SmtpConnectionOptions options)
    {
        SmtpSession session = await SmtpSession.OpenAsync(options, Token);
        await using (session)
        {
            using var content = new MemoryStream(Encoding.ASCII.GetBytes("Subject: x\r\n\r\nx\r\n"));
            TransactionResult result = await session.SendAsync("a@x.example", ["b@x.example"], content, 0, false, Token);
            SmtpAdminException failure = result.Failure!;
            throw failure.Kind == ErrorKind.OutcomeUnknown ? (SmtpAdminException)failure.InnerException! : failure;
        }
    }
}
