using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class SmtpConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hung_connect_ends_within_a_second_of_cancelling()
    {
        using UnansweringListener server = await UnansweringListener.StartAsync();
        var options = new SmtpConnectionOptions { Server = new SmtpEndpoint("127.0.0.1", server.Port) };

        await AssertCancelsSoonAsync(token => SmtpConnection.OpenAsync(options, token));
    }

    [Fact]
    public async Task A_hung_banner_ends_within_a_second_of_cancelling()
    {
        await using ScriptedServer server = new ScriptedServer().Hang();

        await AssertCancelsSoonAsync(token => SmtpSession.OpenAsync(server.Options(), token));
    }

    [Fact]
    public async Task A_hung_handshake_ends_within_a_second_of_cancelling()
    {
        await using ScriptedServer server = new ScriptedServer().Hang();

        SmtpConnectionOptions options = server.Options(SmtpSecurity.ImplicitTls);
        await AssertCancelsSoonAsync(token => SmtpConnection.OpenAsync(options, token));
    }

    [Fact]
    public async Task A_hung_lookup_ends_within_a_second_of_cancelling()
    {
        var options = new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint("mx.example", 25),
            Resolver = async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return [];
            },
        };

        await AssertCancelsSoonAsync(token => SmtpConnection.OpenAsync(options, token));
    }

    [Fact]
    public async Task A_connect_out_of_time_is_a_timeout()
    {
        using UnansweringListener server = await UnansweringListener.StartAsync();
        var options = new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint("127.0.0.1", server.Port),
            Timeouts = SmtpTimeouts.FromSeconds(0.2),
        };

        await AssertFailsAsync(() => SmtpConnection.OpenAsync(options, Token), ErrorKind.ConnectionTimeout);
    }

    [Fact]
    public async Task A_reply_out_of_time_is_a_timeout_though_bytes_drip_in()
    {
        var script = new ScriptedServer();
        for (int i = 0; i < 40; i++)
        {
            script.SendRaw("2").Delay(TimeSpan.FromMilliseconds(50));
        }

        await using ScriptedServer server = script;
        SmtpConnectionOptions options = server.Options() with { Timeouts = SmtpTimeouts.FromSeconds(0.3) };
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(options, Token);

        await AssertFailsAsync(() => connection.ReadReplyAsync(Token), ErrorKind.ConnectionTimeout);
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_refuses()
    {
        await AssertFailsAsync(
            () => SmtpConnection.OpenAsync(OptionsFor("127.0.0.1", UnusedPort()), Token), ErrorKind.ConnectionRefused);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.TryAgain)]
    public async Task A_name_without_answer_is_not_found(SocketError error)
    {
        SmtpConnectionOptions options = OptionsFor("nowhere.example", 25) with
        {
            Resolver = (_, _) => throw new SocketException((int)error),
        };

        SmtpAdminException failure = await AssertFailsAsync(
            () => SmtpConnection.OpenAsync(options, Token), ErrorKind.HostNotFound);
        Assert.Equal(error, Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task A_name_without_addresses_is_not_found()
    {
        SmtpConnectionOptions options = OptionsFor("empty.example", 25) with
        {
            Resolver = (_, _) => Task.FromResult<IPAddress[]>([]),
        };

        await AssertFailsAsync(() => SmtpConnection.OpenAsync(options, Token), ErrorKind.HostNotFound);
    }

    [Fact]
    public async Task The_next_address_is_tried_when_one_refuses()
    {
        await using ScriptedServer server = new ScriptedServer().Reply("220 x");
        SmtpConnectionOptions options = OptionsFor("mx.example", server.Port) with
        {
            Resolver = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]),
        };

        await using SmtpConnection connection = await SmtpConnection.OpenAsync(options, Token);

        Assert.Equal(IPAddress.Loopback, connection.RemoteEndPoint.Address);
        Assert.Equal(220, (await connection.ReadReplyAsync(Token)).Code);
    }

    [Theory]
    [InlineData("NOOP\r\nMAIL FROM:<evil@x>")]
    [InlineData("NOOP\nRSET")]
    [InlineData("NOOP\r")]
    [InlineData("NOOP\0")]
    public async Task A_command_with_a_line_end_is_not_sent(string command)
    {
        await using ScriptedServer server = new ScriptedServer().Expect("NOOP").Reply("250 Ok");
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(server.Options(), Token);

        await AssertFailsAsync(() => connection.ExecuteAsync(command, Token), ErrorKind.ProtocolViolation);
        await AssertFailsAsync(
            () => connection.ExecutePipelinedAsync(["NOOP", command], Token), ErrorKind.ProtocolViolation);

        Assert.Equal(250, (await connection.ExecuteAsync("NOOP", Token)).Code);
        await connection.QuitAsync(Token);
        await server.VerifyAsync();
    }

    [Fact]
    public async Task Pipelined_commands_get_their_replies_in_order()
    {
        await using ScriptedServer server = new ScriptedServer()
            .Expect("A").Expect("B").Expect("C").SendRaw("250 a\r\n5").SendRaw("50-b\r\n550 b\r\n250 c\r\n");
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(server.Options(), Token);

        IReadOnlyList<SmtpReply> replies = await connection.ExecutePipelinedAsync(["A", "B", "C"], Token);

        Assert.Equal([250, 550, 250], replies.Select(reply => reply.Code));
    }

    [Fact]
    public async Task A_connection_that_the_server_closes_is_lost()
    {
        await using ScriptedServer server = new ScriptedServer().SendRaw("220-half a greeting\r\n22").Close();
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(server.Options(), Token);

        await AssertFailsAsync(() => connection.ReadReplyAsync(Token), ErrorKind.ConnectionLost);
        Assert.Null(await connection.QuitAsync(Token));
    }

    [Fact]
    public async Task A_QUIT_without_answer_does_not_hold_up_the_close()
    {
        await using ScriptedServer server = new ScriptedServer().Expect("QUIT").Hang();
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(server.Options(), Token);
        var watch = Stopwatch.StartNew();

        Assert.Null(await connection.QuitAsync(Token));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        await server.VerifyAsync();
    }

    [Fact]
    public async Task Large_content_passes_the_fixed_buffer_unchanged()
    {
        byte[] content = new byte[300_000];
        Array.Fill(content, (byte)'x');
        for (int i = 0; i + 1 < content.Length; i += 100)
        {
            content[i] = (byte)'\r';
            content[i + 1] = (byte)'\n';
        }

        await using ScriptedServer server = new ScriptedServer().ExpectContent().Reply("250 Ok");
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(server.Options(), Token);
        using var stream = new MemoryStream(content);

        await connection.SendContentAsync(stream.CopyToAsync, Token);

        Assert.Equal(250, (await connection.ReadDataEndReplyAsync(Token)).Code);
        await connection.QuitAsync(Token);
        await server.VerifyAsync();
        Assert.Equal([.. content, .. "\r\n.\r\n"u8], server.Contents[0]);
    }

    [Theory]
    [InlineData("mail.example.com", true)]
    [InlineData("localhost", false)]
    [InlineData("a_b.example", false)]
    [InlineData("-a.example", false)]
    [InlineData("a..example", false)]
    public void A_name_for_EHLO_must_be_fully_qualified(string name, bool expected) =>
        Assert.Equal(expected, EhloName.IsFullyQualified(name));

    [Theory]
    [InlineData("192.0.2.1", "[192.0.2.1]")]
    [InlineData("::ffff:192.0.2.1", "[192.0.2.1]")]
    [InlineData("2001:db8::1", "[IPv6:2001:db8::1]")]
    [InlineData("fe80::1%3", "[IPv6:fe80::1]")]
    public void An_address_stands_for_the_name_as_a_literal(string address, string expected) =>
        Assert.Equal(expected, EhloName.AddressLiteral(IPAddress.Parse(address)));

    private static SmtpConnectionOptions OptionsFor(string host, int port) =>
        new() { Server = new SmtpEndpoint(host, port) };

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<SmtpAdminException> AssertFailsAsync(Func<Task> action, ErrorKind kind)
    {
        var failure = await Assert.ThrowsAsync<SmtpAdminException>(action);
        Assert.Equal(kind, failure.Kind);
        return failure;
    }

    private static async Task AssertCancelsSoonAsync(Func<CancellationToken, Task> action)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task task = action(source.Token);
        Assert.NotSame(task, await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(200), Token)));
        var watch = Stopwatch.StartNew();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(TimeSpan.FromSeconds(5), Token));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 1);
    }
}
