using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

public sealed class MessageSenderCancellationTests : MessageSenderFixture
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_limit = s_patience + TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("greeting")]
    [InlineData("implicit handshake")]
    [InlineData("starttls handshake")]
    [InlineData("DATA")]
    [InlineData("reply to the content")]
    public async Task A_server_that_hangs_is_left_within_a_second(string where)
    {
        SmtpSecurity security = SmtpSecurity.Auto;
        switch (where)
        {
            case "greeting":
                break;
            case "implicit handshake":
                security = SmtpSecurity.ImplicitTls;
                break;
            case "starttls handshake":
                Greet("STARTTLS").Expect("STARTTLS").Reply("220 Go");
                break;
            case "DATA":
                Greet();
                TakeEnvelope("bert@example.net").Expect("DATA");
                break;
            default:
                Greet();
                TakeEnvelope("bert@example.net").Expect("DATA").Reply("354 Go").ExpectContent();
                break;
        }

        Server.Hang();

        await AssertCancelledInTimeAsync(Options with { Security = security });
    }

    [Fact]
    public async Task A_connect_that_is_not_answered_is_left_within_a_second()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux leaves a connect to a full backlog unanswered.");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var endPoint = (IPEndPoint)listener.LocalEndPoint!;
        List<Socket> backlog = await FillBacklogAsync(endPoint);
        try
        {
            await AssertCancelledInTimeAsync(Options with { Server = new SmtpEndpoint("127.0.0.1", endPoint.Port) });
        }
        finally
        {
            backlog.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_reaches_no_server()
    {
        await using var sender = new MessageSender(Options);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendAsync(Draft, cancelled.Token));

        Assert.Empty(Server.Commands);
    }

    [Fact]
    public async Task After_a_cancelled_message_the_next_one_has_a_connection_of_its_own()
    {
        Greet();
        TakeEnvelope("bert@example.net").Expect("DATA").Hang().NextConnection();
        Greet();
        TakeMessage();
        await using var sender = new MessageSender(Options);
        using var source = new CancellationTokenSource();

        Task<SendOutcome> hanging = sender.SendAsync(Draft, source.Token);
        await WaitForTranscriptAsync("C: DATA");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        SendOutcome next = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);

        Assert.Equal(SendStatus.Sent, next.Result.Status);
    }

    private async Task WaitForTranscriptAsync(string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!Server.ToString().Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), deadline.Token);
        }
    }

    private static async Task AssertCancelledInTimeAsync(SmtpConnectionOptions options)
    {
        await using var sender = new MessageSender(options);
        using var source = new CancellationTokenSource(s_patience);
        Stopwatch watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendAsync(Draft, source.Token));

        Assert.InRange(watch.Elapsed, s_patience / 2, s_limit);
    }

    // Connects until one connect is not answered: then the next will not be either.
    private static async Task<List<Socket>> FillBacklogAsync(IPEndPoint endPoint)
    {
        var sockets = new List<Socket>();
        bool isAnswered = true;
        while (isAnswered && sockets.Count < 16)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            Task connecting = socket.ConnectAsync(endPoint, TestContext.Current.CancellationToken).AsTask();
            Task patience = Task.Delay(s_patience, TestContext.Current.CancellationToken);
            isAnswered = await Task.WhenAny(connecting, patience) == connecting;
        }

        return sockets;
    }
}
