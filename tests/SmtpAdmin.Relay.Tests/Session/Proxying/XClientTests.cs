using System;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session.Proxying;

public sealed class XClientTests
{
    private static readonly RelayOptions s_trusting = TestRelay.Options with { TrustedXClients = [new IpNetwork("127.0.0.1")] };

    [Theory]
    [InlineData("ADDR=192.0.2.7", "192.0.2.7", null)]
    [InlineData("addr=IPV6:2001:db8::7 NAME=x.test", "2001:db8::7", null)]
    [InlineData("ADDR=IPv6:::ffff:192.0.2.7", "192.0.2.7", null)]
    [InlineData("ADDR=192.0.2.7 LOGIN=a+40b NAME=[UNAVAILABLE] PORT=1 PROTO=ESMTP HELO=h", "192.0.2.7", "a@b")]
    [InlineData("ADDR=[UNAVAILABLE] LOGIN=[UNAVAILABLE]", "127.0.0.1", null)]
    public async Task A_trusted_server_speaks_for_a_client(string attributes, string address, string? user)
    {
        await using TestRelay relay = TestRelay.Start(s_trusting);
        await using SmtpConversation client = await relay.GreetAsync();
        string reply = await client.SendExpectAsync("EHLO proxy.test", "250 ");
        Assert.Contains("XCLIENT NAME ADDR PORT PROTO HELO LOGIN", reply, StringComparison.Ordinal);
        await client.SendExpectAsync($"XCLIENT {attributes}", "220 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "503 5.5.1 ");
        await client.SendExpectAsync("EHLO client.test", "250 ");
        await client.SendAsync("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        foreach (string next in (string[])["250 ", "250 ", "354 "])
        {
            await client.ExpectAsync(next);
        }

        await client.SendExpectAsync(".", "250 ");

        Envelope envelope = (await relay.CapturedAsync()).Message.Envelope;
        Assert.Equal(address, envelope.ClientAddress);
        Assert.Equal("client.test", envelope.ClientName);
        Assert.Equal(user, envelope.AuthenticatedUser);
    }

    [Theory]
    [InlineData("XCLIENT")]
    [InlineData("XCLIENT ADDR")]
    [InlineData("XCLIENT ADDR=192.0.2")]
    [InlineData("XCLIENT ADDR=192.0.2.256")]
    [InlineData("XCLIENT ADDR=2001:db8::1")]
    [InlineData("XCLIENT ADDR=IPV6:192.0.2.1")]
    [InlineData("XCLIENT ADDR=IPV6:fe80::1+251")]
    [InlineData("XCLIENT ADDR=192.0.2.1 LOGIN=a+0Ab")]
    [InlineData("XCLIENT COLOUR=red")]
    public async Task A_wrong_attribute_is_named_as_such_and_changes_nothing(string command)
    {
        await using TestRelay relay = TestRelay.Start(s_trusting);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync(command, "501 5.5.4 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("XCLIENT ADDR=192.0.2.1", "503 5.5.1 ");
    }

    [Fact]
    public async Task A_client_that_may_not_connect_is_refused()
    {
        await using TestRelay relay = TestRelay.Start(s_trusting with { DeniedNetworks = [new IpNetwork("192.0.2.0/24")] });
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("XCLIENT ADDR=192.0.2.7", "554 5.7.1 ");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task Whom_a_server_on_this_machine_speaks_for_is_no_client_of_this_machine()
    {
        RelayOptions options = s_trusting with { AcceptedDomains = ["relay.test"] };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("XCLIENT ADDR=192.0.2.7", "220 ");
        await client.SendExpectAsync("EHLO client.test", "250 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@elsewhere.test>", "550 5.7.");
    }

    [Fact]
    public async Task Nobody_else_may()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.GreetAsync();
        string reply = await client.SendExpectAsync("EHLO proxy.test", "250 ");
        Assert.DoesNotContain("XCLIENT", reply, StringComparison.Ordinal);
        await client.SendExpectAsync("XCLIENT ADDR=192.0.2.7", "550 5.7.0 ");
    }

    [Fact]
    public async Task Who_is_spoken_for_is_not_trusted_by_its_address()
    {
        RelayOptions options = TestRelay.Options with
        {
            TrustedXClients = [new IpNetwork("192.0.2.0/24")],
            TrustedProxies = [new IpNetwork("127.0.0.1")],
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.SendAsync("PROXY TCP4 192.0.2.7 127.0.0.1 1 25\r\n");
        await client.ExpectAsync("220 ");
        await client.SendExpectAsync("XCLIENT ADDR=127.0.0.1", "550 5.7.0 ");
    }
}
