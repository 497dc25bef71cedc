using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

/// <summary>The policy as a client meets it.</summary>
public sealed class PolicyDialogueTests
{
    private const string Plain = "AUTH PLAIN AHVzZXIAcMOkc3Mgd29yZA==";

    private static readonly RelayOptions s_strict = TestRelay.SecureOptions with
    {
        RelayNetworks = [new IpNetwork("192.0.2.0/24")],
        AcceptedDomains = ["us.test"],
        Users = [TestRelay.SecureOptions.Users[0] with { SendAs = ["ann@us.test"] }],
    };

    [Fact]
    public async Task A_stranger_reaches_the_accepted_domains_and_nothing_else()
    {
        await using TestRelay relay = TestRelay.Start(s_strict);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<victim@other.test>", "550 5.7.1 ");
        await client.SendExpectAsync("DATA", "503 ");
        await client.SendExpectAsync("RCPT TO:<ann@us.test>", "250 ");
    }

    [Fact]
    public async Task A_user_reaches_everyone_in_its_own_name()
    {
        await using TestRelay relay = TestRelay.Start(s_strict);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        await client.SendExpectAsync(Plain, "235 ");
        await client.SendExpectAsync("MAIL FROM:<bob@us.test>", "553 5.7.1 ");
        await client.SendExpectAsync("MAIL FROM:<ANN@us.test>", "250 ");
        await client.SendExpectAsync("RCPT TO:<victim@other.test>", "250 ");
    }

    [Fact]
    public async Task Loopback_relays_where_no_network_is_named()
    {
        await using TestRelay relay = TestRelay.Start(s_strict with { RelayNetworks = null });
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<victim@other.test>", "250 ");
    }

    [Theory]
    [InlineData("127.0.0.0/8", "", "554 5.7.1 ")]
    [InlineData("127.0.0.0/8", "127.0.0.1", "554 5.7.1 ")]
    [InlineData("", "192.0.2.0/24", "554 5.7.1 ")]
    [InlineData("", "127.0.0.1", "220 ")]
    [InlineData("192.0.2.0/24", "", "220 ")]
    public async Task Networks_are_let_in_or_kept_out(string denied, string allowed, string expected)
    {
        RelayOptions options = TestRelay.Options with
        {
            DeniedNetworks = denied.Length == 0 ? [] : [new IpNetwork(denied)],
            AllowedNetworks = allowed.Length == 0 ? [] : [new IpNetwork(allowed)],
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await SmtpConversation.ConnectAsync(relay.EndPoint);
        await client.ExpectAsync(expected);
        Assert.Equal(expected == "220 " ? 0 : 1, relay.Server.Counters.ConnectionsRefused);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@free.test>", "550 5.7.1 ")]
    [InlineData("MAIL FROM:<friend@free.test>", "250 ")]
    [InlineData("MAIL FROM:<a@sub.free.test>", "250 ")]
    [InlineData("MAIL FROM:<>", "250 ")]
    public async Task The_first_rule_that_matches_a_sender_decides(string command, string expected)
    {
        RelayOptions options = TestRelay.Options with
        {
            SenderRules = [new("allow friend@free.test"), new("block free.test"), new("allow *")],
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync(command, expected);
    }

    [Theory]
    [InlineData("RCPT TO:<ann@us.test>", "250 ")]
    [InlineData("RCPT TO:<boss@us.test>", "550 5.7.1 ")]
    [InlineData("RCPT TO:<\"boss\"@us.test>", "550 5.7.1 ")]
    [InlineData("RCPT TO:<victim@other.test>", "550 5.7.1 ")]
    public async Task A_rule_blocks_a_recipient_and_opens_no_relay(string command, string expected)
    {
        RelayOptions options = s_strict with
        {
            RecipientRules = [new("quiet: block boss@us.test"), new("allow *")],
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync(command, expected);
    }
}
