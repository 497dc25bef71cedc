using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

public sealed class MessageSenderConnectionTests : MessageSenderFixture
{
    [Fact]
    public async Task Many_messages_go_over_one_connection()
    {
        const int Count = 20;
        Greet();
        for (int i = 0; i < Count; i++)
        {
            TakeMessage();
        }

        await using (var sender = new MessageSender(Options))
        {
            for (int i = 0; i < Count; i++)
            {
                SendOutcome outcome = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);
                Assert.Equal(SendStatus.Sent, outcome.Result.Status);
            }
        }

        await Server.VerifyAsync();
        Assert.Single(Server.Commands, line => line.StartsWith("EHLO", StringComparison.Ordinal));
        Assert.Equal("QUIT", Server.Commands[^1]);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("drop")]
    [InlineData("421 at once")]
    [InlineData("421 to MAIL")]
    public async Task An_idle_connection_that_the_server_ended_is_replaced_once(string end)
    {
        Greet();
        TakeMessage();
        _ = end switch
        {
            "close" => Server.Close(),
            "drop" => Server.Drop(),
            "421 at once" => Server.Reply("421 4.4.2 Idle too long").Close(),
            _ => Server.Expect("MAIL FROM:*").Reply("421 4.7.0 Too many messages for this session").Close(),
        };
        Server.NextConnection();
        Greet();
        TakeMessage();
        await using var sender = new MessageSender(Options);

        await sender.SendAsync(Draft, TestContext.Current.CancellationToken);
        SendOutcome second = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);

        Assert.Equal(SendStatus.Sent, second.Result.Status);
        Assert.Equal(2, Server.Contents.Count);
    }

    [Fact]
    public async Task A_fresh_connection_that_is_refused_with_421_is_not_tried_again()
    {
        Greet();
        Server.Expect("MAIL FROM:*").Reply("421 4.3.2 Busy").Close();

        SendOutcome outcome = await SendAsync(Draft);

        Assert.Equal(ErrorKind.ServerUnavailable, outcome.Failure?.Kind);
        Assert.Equal(RecipientStatus.Deferred, outcome.Result.Recipients.Single().Status);
    }

    [Theory]
    [InlineData("421 4.3.2 Closing", "closing")]
    [InlineData("452 4.5.3 Too many messages for this session", "open")]
    public async Task A_kept_connection_that_is_used_up_in_the_middle_gives_way_to_a_fresh_one(string reply, string end)
    {
        Greet();
        TakeMessage();
        Server.Expect("MAIL FROM:*").Reply(end == "closing" ? "250 OK" : reply);
        if (end == "closing")
        {
            Server.Expect("RCPT TO:<bert@example.net>").Reply("250 OK")
                .Expect("RCPT TO:<carl@example.net>").Reply(reply).Close();
        }

        Server.NextConnection();
        Greet();
        TakeEnvelope("bert@example.net", "carl@example.net");
        TakeContent();
        await using var sender = new MessageSender(Options);

        await sender.SendAsync(Draft, TestContext.Current.CancellationToken);
        MessageDraft two = Draft with { Cc = ["carl@example.net"] };
        SendOutcome outcome = await sender.SendAsync(two, TestContext.Current.CancellationToken);

        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
        Assert.Equal(2, outcome.Result.Connection?.Number);
        Assert.Equal(1, outcome.Result.Attempts);
        Assert.Equal(2, Server.Contents.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_lost_behind_the_final_dot_is_unknown_and_never_sent_again(bool inOrder)
    {
        Greet("SIZE");
        TakeMessage();
        TakeEnvelope("bert@example.net").Expect("DATA").Reply("354 Go ahead").ExpectContent();
        _ = inOrder ? Server.Close() : Server.Drop();
        Server.NextConnection();
        Greet();
        TakeMessage();
        await using var sender = new MessageSender(Options);

        await sender.SendAsync(Draft, TestContext.Current.CancellationToken);
        SendOutcome lost = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);
        Assert.Equal(2, Server.Contents.Count);
        SendOutcome next = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);

        Assert.Equal(SendStatus.Unknown, lost.Result.Status);
        Assert.Equal(ErrorKind.OutcomeUnknown, lost.Failure?.Kind);
        Assert.Equal(RecipientStatus.Unknown, lost.Result.Recipients.Single().Status);
        Assert.Equal(SendStatus.Sent, next.Result.Status);
    }

    [Fact]
    public async Task A_reply_to_the_final_dot_that_does_not_come_in_time_is_unknown()
    {
        Greet();
        TakeEnvelope("bert@example.net").Expect("DATA").Reply("354 Go ahead").ExpectContent().Hang();

        SendOutcome outcome = await SendAsync(Draft, Impatient);

        Assert.Equal(SendStatus.Unknown, outcome.Result.Status);
    }

    [Fact]
    public async Task A_connection_lost_before_the_content_is_a_failure_and_not_unknown()
    {
        Greet();
        TakeEnvelope("bert@example.net").Expect("DATA").Drop();

        SendOutcome outcome = await SendAsync(Draft);

        Assert.Equal(SendStatus.Failed, outcome.Result.Status);
        Assert.Equal(ErrorKind.ConnectionLost, outcome.Failure?.Kind);
        Assert.Equal(RecipientStatus.Deferred, outcome.Result.Recipients.Single().Status);
    }

    [Theory]
    [InlineData("554 5.3.2 No mail here", ErrorKind.ServerUnavailable)]
    [InlineData("421 4.3.2 Busy", ErrorKind.ServerUnavailable)]
    [InlineData("HTTP/1.1 400 Bad Request", ErrorKind.ProtocolViolation)]
    public async Task A_greeting_other_than_220_is_reported(string greeting, ErrorKind kind)
    {
        Server.Reply(greeting).Close();

        SendOutcome outcome = await SendAsync(Draft);

        Assert.Equal(kind, outcome.Failure?.Kind);
        Assert.Equal(SendStatus.Failed, outcome.Result.Status);
        Assert.True(outcome.Result.Size > 0);
    }

    [Fact]
    public async Task A_server_that_says_nothing_times_out()
    {
        Server.Hang();

        SendOutcome outcome = await SendAsync(Draft, Impatient);

        Assert.Equal(ErrorKind.ConnectionTimeout, outcome.Failure?.Kind);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_refuses_the_connection()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        int port = ((System.Net.IPEndPoint)reserved.LocalEndPoint!).Port;
        await using var sender = new MessageSender(Options with { Server = new SmtpEndpoint("127.0.0.1", port) });

        SendOutcome outcome = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorKind.ConnectionRefused, outcome.Failure?.Kind);
        Assert.Equal(RecipientStatus.Deferred, outcome.Result.Recipients.Single().Status);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_host_not_found()
    {
        await using var sender = new MessageSender(Options with { Server = new SmtpEndpoint("no-such-host.invalid:25") });

        SendOutcome outcome = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorKind.HostNotFound, outcome.Failure?.Kind);
    }
}
