using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Listening;

public sealed class ListenerTests
{
    private static readonly IpNetwork s_loopback = new("127.0.0.0/8");

    [Fact]
    public async Task Each_listener_has_a_protection_and_a_policy_of_its_own()
    {
        RelayOptions options = TestRelay.SecureOptions with
        {
            RelayNetworks = [new IpNetwork("192.0.2.0/24")],
            AcceptedDomains = ["us.test"],
            Listeners =
            [
                new SmtpRelayListener { Security = RelaySecurity.None, RelayNetworks = [s_loopback] },
                new SmtpRelayListener { RequireAuthentication = true },
                new SmtpRelayListener { Security = RelaySecurity.ImplicitTls },
                new SmtpRelayListener { DeniedNetworks = [s_loopback] },
                new SmtpRelayListener { Security = RelaySecurity.ImplicitTls, DeniedNetworks = [s_loopback] },
                new SmtpRelayListener { MaximumMessageSize = 1000 },
            ],
        };
        await using TestRelay relay = TestRelay.Start(options);
        Assert.Equal(6, relay.Server.EndPoints.Count);
        Assert.Equal(relay.EndPoint, relay.Server.EndPoints[0]);

        await using SmtpConversation plain = await GreetAsync(relay, 0);
        Assert.DoesNotContain("STARTTLS", await plain.SendExpectAsync("EHLO client.test", "250 "));
        await plain.SendExpectAsync("STARTTLS", "502 ");
        await plain.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await plain.SendExpectAsync("RCPT TO:<victim@other.test>", "250 ");

        await using SmtpConversation submission = await GreetAsync(relay, 1);
        await submission.StartTlsAsync();
        await submission.SendExpectAsync("MAIL FROM:<a@b>", "530 ");

        await using SmtpConversation implicitTls = await SmtpConversation.ConnectAsync(relay.Server.EndPoints[2]);
        await implicitTls.UpgradeAsync();
        await implicitTls.ExpectAsync("220 ");
        string offer = await implicitTls.SendExpectAsync("EHLO client.test", "250 ");
        Assert.DoesNotContain("STARTTLS", offer);
        Assert.Contains("AUTH", offer);
        await implicitTls.SendExpectAsync("STARTTLS", "503 ");
        await implicitTls.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await implicitTls.SendExpectAsync("RCPT TO:<victim@other.test>", "550 5.7.1 ");
        await implicitTls.SendExpectAsync("RCPT TO:<ann@us.test>", "250 ");

        await using SmtpConversation denied = await SmtpConversation.ConnectAsync(relay.Server.EndPoints[3]);
        await denied.ExpectAsync("554 5.7.1 ");
        await using SmtpConversation silent = await SmtpConversation.ConnectAsync(relay.Server.EndPoints[4]);
        await silent.ExpectEndAsync();

        await using SmtpConversation small = await GreetAsync(relay, 5);
        Assert.Contains("SIZE 1000", await small.SendExpectAsync("EHLO client.test", "250 "));
        await small.SendExpectAsync("MAIL FROM:<a@b> SIZE=1001", "552 ");
    }

    [Fact]
    public async Task All_listeners_share_the_places_and_stop_together()
    {
        RelayOptions options = TestRelay.Options with
        {
            MaximumConnections = 1,
            Listeners = [new SmtpRelayListener(), new SmtpRelayListener()],
        };
        TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation first = await GreetAsync(relay, 0);
        await using SmtpConversation second = await SmtpConversation.ConnectAsync(relay.Server.EndPoints[1]);
        await second.ExpectAsync("421 4.7.0 ");
        await relay.DisposeAsync();
        foreach (IPEndPoint endPoint in relay.Server.EndPoints)
        {
            await Assert.ThrowsAsync<SocketException>(() => SmtpConversation.ConnectAsync(endPoint));
        }
    }

    [Fact]
    public async Task Where_one_cannot_listen_none_does()
    {
        await using TestRelay taken = TestRelay.Start();
        int free = FreePort();
        RelayOptions options = TestRelay.Options with
        {
            Listeners = [new SmtpRelayListener { Port = free }, new SmtpRelayListener { Port = taken.EndPoint.Port }],
        };
        var error = Assert.Throws<SmtpAdminException>(() => RelayServer.Start(options, new CaptureStore(1)));
        Assert.Equal(ErrorKind.ListenFailed, error.Kind);
        await Assert.ThrowsAsync<SocketException>(
            () => SmtpConversation.ConnectAsync(new IPEndPoint(IPAddress.Loopback, free)));
    }

    [Fact]
    public async Task A_client_that_speaks_no_TLS_where_it_comes_first_gets_no_word()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions with { Security = RelaySecurity.ImplicitTls });
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendLineAsync("EHLO client.test");
        Assert.DoesNotContain("220", await client.ReadReplyAsync());
        Assert.Equal(0, relay.Server.Counters.ConnectionFaults);
    }

    [Fact]
    public void Each_listener_is_checked()
    {
        AssertRefused(new SmtpRelayListener { Port = 70000 }, "70000 is no port.");
        AssertRefused(new SmtpRelayListener { MaximumMessageSize = 0 }, "The largest message size must be above 0.");
        AssertRefused(new SmtpRelayListener { Security = RelaySecurity.ImplicitTls }, "ImplicitTls needs a certificate.");
        AssertRefused(
            new SmtpRelayListener { RequireAuthentication = true }, "Authentication is required, and the relay has no users.");
    }

    [Fact]
    public void Nobody_could_sign_in_without_TLS()
    {
        RelayOptions options = TestRelay.SecureOptions with
        {
            Listeners = [new SmtpRelayListener(), new SmtpRelayListener { Security = RelaySecurity.None, RequireAuthentication = true }],
        };
        var error = Assert.Throws<SmtpAdminException>(() => RelayOptionsCheck.Validate(options));
        Assert.Equal("Authentication is required, and users sign in under TLS only, which is not offered.", error.Message);
    }

    private static void AssertRefused(SmtpRelayListener listener, string sentence)
    {
        RelayOptions options = TestRelay.Options with { Listeners = [new SmtpRelayListener(), listener] };
        var error = Assert.Throws<SmtpAdminException>(() => RelayOptionsCheck.Validate(options));
        Assert.Equal((ErrorKind.RelayOptionsInvalid, sentence), (error.Kind, error.Message));
    }

    private static Task<SmtpConversation> GreetAsync(TestRelay relay, int listener) =>
        SmtpConversation.GreetAsync(relay.Server.EndPoints[listener]);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
