using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Testing.Conversations;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Listening;

public sealed class RelayServerTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_listens_on_loopback_and_tells_the_real_port()
    {
        await using TestRelay relay = TestRelay.Start();
        Assert.Equal(IPAddress.Loopback, relay.EndPoint.Address);
        Assert.NotEqual(0, relay.EndPoint.Port);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.ExpectAsync("220 relay.test ESMTP");
    }

    [Fact]
    public async Task A_taken_port_is_an_error_of_its_own()
    {
        await using TestRelay relay = TestRelay.Start();
        RelayOptions options = TestRelay.Options with { Port = relay.EndPoint.Port };
        var error = Assert.Throws<SmtpAdminException>(() => RelayServer.Start(options, new CaptureStore(1)));
        Assert.Equal(ErrorKind.ListenFailed, error.Kind);
        Assert.Contains($"127.0.0.1:{relay.EndPoint.Port}", error.Message);
    }

    [Fact]
    public void An_address_of_another_machine_is_an_error_of_its_own()
    {
        RelayOptions options = TestRelay.Options with { Address = IPAddress.Parse("192.0.2.1") };
        var error = Assert.Throws<SmtpAdminException>(() => RelayServer.Start(options, new CaptureStore(1)));
        Assert.Equal(ErrorKind.ListenFailed, error.Kind);
    }

    [Fact]
    public async Task Connections_over_the_limit_are_put_off()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.Options with { MaximumConnections = 2 });
        await using SmtpConversation first = await relay.GreetAsync();
        await using (SmtpConversation second = await relay.GreetAsync())
        {
            await using SmtpConversation third = await SmtpConversation.ConnectAsync(relay.EndPoint);
            await third.ExpectAsync("421 4.7.0 ");
            await third.ExpectEndAsync();
            await second.SendExpectAsync("QUIT", "221 ");
            await second.ExpectEndAsync();
        }

        await Condition.WaitAsync(() => relay.Server.Counters.ConnectionsOpen == 1);
        await using SmtpConversation fourth = await relay.GreetAsync();
        Assert.Equal(3, relay.Server.Counters.ConnectionsAccepted);
        Assert.Equal(1, relay.Server.Counters.ConnectionsRefused);
    }

    [Fact]
    public async Task A_client_that_sends_nothing_is_sent_away()
    {
        RelayOptions options = TestRelay.Options with { IdleTimeout = TimeSpan.FromMilliseconds(300) };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.GreetAsync();
        await using SmtpConversation inData = await relay.DataAsync();
        await inData.SendAsync("Subject: half");
        await client.ExpectAsync("421 4.4.2 ");
        await client.ExpectEndAsync();
        await inData.ExpectAsync("421 4.4.2 ");
        await inData.ExpectEndAsync();
        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task Stopping_asks_idle_clients_to_leave_and_closes_the_port()
    {
        TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.HelloAsync();
        await using SmtpConversation encrypted = await relay.GreetAsync();
        await encrypted.StartTlsAsync();
        await relay.Server.StopAsync(s_long, TestContext.Current.CancellationToken).WaitAsync(
            TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await client.ExpectAsync("421 4.3.2 ");
        await client.ExpectEndAsync();
        await encrypted.ExpectAsync("421 4.3.2 ");
        await encrypted.ExpectEndAsync();
        await Assert.ThrowsAsync<SocketException>(() => SmtpConversation.ConnectAsync(relay.EndPoint));
        await relay.DisposeAsync();
    }

    [Fact]
    public async Task A_message_on_its_way_may_still_come_while_stopping()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.DataAsync();
        Task stopping = relay.Server.StopAsync(s_long, TestContext.Current.CancellationToken);
        await client.SendAsync("late\r\n");
        await client.SendAsync(".\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        await client.ExpectAsync("421 4.3.2 ");
        await stopping;
        Assert.Single(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_message_that_does_not_end_within_the_grace_is_given_up()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync("half\r\n");
        await relay.Server.StopAsync(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        await client.ExpectAsync("421 4.3.2 ");
        await client.ExpectEndAsync();
        Assert.Empty(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_message_whose_end_has_come_is_answered_even_after_the_grace()
    {
        FailingStore? slow = null;
        var gate = new TaskCompletionSource();
        await using TestRelay relay = TestRelay.Start(
            decorate: inner => slow = new FailingStore(inner) { CommitGate = gate.Task });
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync("x\r\n.\r\n");
        await slow!.CommitBegan.Task;
        using var haste = new CancellationTokenSource();
        await haste.CancelAsync();
        Task stopping = relay.Server.StopAsync(s_long, haste.Token);
        gate.SetResult();
        await stopping;
        await client.ExpectAsync("250 2.0.0 ");
        Assert.Single(relay.Captured.Messages);
    }

    [Fact]
    public async Task A_stalled_handshake_does_not_hold_up_stopping()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("STARTTLS", "220 ");
        await relay.Server.StopAsync(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken).WaitAsync(
            TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_slow_commit_outlives_even_the_cutting_of_the_others()
    {
        FailingStore? slow = null;
        await using TestRelay relay = TestRelay.Start(decorate: inner => slow = new FailingStore(inner)
        {
            CommitGate = Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken),
        });
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync("x\r\n.\r\n");
        await slow!.CommitBegan.Task;
        await relay.Server.StopAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await client.ExpectAsync("250 2.0.0 ");
    }

    [Fact]
    public async Task Stopping_twice_is_stopping_once()
    {
        await using TestRelay relay = TestRelay.Start();
        Task first = relay.Server.StopAsync(s_long, TestContext.Current.CancellationToken);
        Assert.Same(first, relay.Server.StopAsync(s_long, TestContext.Current.CancellationToken));
        await first;
    }
}
