using System;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session.Proxying;

/// <summary>The PROXY header before the greeting.</summary>
public sealed class ProxyTests
{
    private const string Header = "PROXY TCP4 192.0.2.7 127.0.0.1 12345 25\r\n";
    private static readonly RelayOptions s_trusting = TestRelay.Options with { TrustedProxies = [new IpNetwork("127.0.0.0/8")] };

    [Theory]
    [InlineData(Header, "192.0.2.7")]
    [InlineData("PROXY TCP6 2001:db8::7 ::1 12345 25\r\n", "2001:db8::7")]
    [InlineData("PROXY UNKNOWN\r\n", "127.0.0.1")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0\u000C\u00C0\0\u0002\u0007\u007F\0\0\u0001\0\0\0\u0019", "192.0.2.7")]
    public async Task A_trusted_proxy_names_the_client(string header, string address)
    {
        await using TestRelay relay = TestRelay.Start(s_trusting);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendAsync(header + "EHLO client.test\r\n");
        await client.ExpectAsync("220 ");
        await client.ExpectAsync("250 ");
        await client.SendAsync("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        foreach (string reply in (string[])["250 ", "250 ", "354 "])
        {
            await client.ExpectAsync(reply);
        }

        await client.SendExpectAsync(".", "250 ");

        Assert.Equal(address, (await relay.CapturedAsync()).Message.Envelope.ClientAddress);
    }

    [Fact]
    public async Task The_header_may_come_byte_by_byte()
    {
        await using TestRelay relay = TestRelay.Start(s_trusting);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        foreach (char value in Header)
        {
            await client.SendAsync(value.ToString());
        }

        await client.ExpectAsync("220 ");
    }

    [Theory]
    [InlineData("EHLO client.test\r\n")]
    [InlineData("PROXY TCP4 evil\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 127.0.0.1 12345 25\n                                                                     ")]
    public async Task From_a_trusted_proxy_nothing_else_is_taken(string sent)
    {
        await using TestRelay relay = TestRelay.Start(s_trusting);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendAsync(sent);
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_proxy_that_sends_none_in_time_is_cut_off()
    {
        var clock = new ManualClock();
        await using TestRelay relay = TestRelay.Start(s_trusting, clock);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendAsync("PROXY TCP4 ");
        await Condition.WaitAsync(() => clock.HasTimerAt(clock.GetUtcNow() + TimeSpan.FromSeconds(10)));
        clock.Advance(TimeSpan.FromSeconds(10));
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task After_a_header_the_session_is_not_cut_off_by_its_time()
    {
        var clock = new ManualClock();
        await using TestRelay relay = TestRelay.Start(s_trusting, clock);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendAsync(Header);
        await client.ExpectAsync("220 ");
        clock.Advance(TimeSpan.FromSeconds(30));
        await client.SendExpectAsync("NOOP", "250 ");
    }

    [Fact]
    public async Task A_client_that_may_not_connect_is_refused_behind_a_proxy_too()
    {
        await using TestRelay relay = TestRelay.Start(s_trusting with { DeniedNetworks = [new IpNetwork("192.0.2.0/24")] });
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendAsync(Header);
        await client.ExpectAsync("554 5.7.1 ");
        await client.ExpectEndAsync();
    }

    [Theory]
    [InlineData("", "220 ")]
    [InlineData("EHLO early.test\r\n", "554 5.5.0 ")]
    public async Task Behind_the_header_a_client_waits_for_the_greeting(string early, string expected)
    {
        RelayOptions options = s_trusting with
        {
            Limits = new SmtpRelayLimits { GreetingDelay = TimeSpan.FromMilliseconds(100) },
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendAsync(Header + early);
        await client.ExpectAsync(expected);
    }

    [Fact]
    public async Task From_anyone_else_the_header_is_an_error_that_ends_the_session()
    {
        await using TestRelay relay = TestRelay.Start(s_trusting with { TrustedProxies = [new IpNetwork("192.0.2.0/24")] });
        await using SmtpConversation client = await relay.GreetAsync();
        await client.SendAsync(Header);
        await client.ExpectAsync("554 5.7.1 ");
        await client.ExpectEndAsync();
    }
}
