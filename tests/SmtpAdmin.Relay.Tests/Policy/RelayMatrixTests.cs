using System.Net;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy;

/// <summary>Every known address trick, from every kind of client: only those that may relay get anything out.</summary>
public sealed class RelayMatrixTests
{
    private static readonly RelayOptions s_options = TestRelay.SecureOptions with
    {
        Mode = RelayMode.Forward,
        RelayNetworks = [new IpNetwork("192.0.2.0/24")],
        AcceptedDomains = ["us.test", "*.us.test"],
        Users = [TestRelay.SecureOptions.Users[0] with { SendAs = ["us.test"] }],
    };

    private static readonly SubmissionPolicy s_policy = new(s_options);

    /// <summary>The argument of RCPT, and whether a stranger may have it.</summary>
    public static TheoryData<string, bool, bool> Recipients { get; } = new()
    {
        // address                               stranger, valid
        { "<victim@other.test>",                    false, true },
        { "<VICTIM@OTHER.TEST>",                    false, true },
        { "<victim%other.test@us.test>",            false, true },
        { "<victim@other.test@us.test>",            false, false },
        { "<\"victim@other.test\"@us.test>",        false, true },
        { "<\"victim\\@other.test\"@us.test>",      false, true },
        { "<@us.test:victim@other.test>",           false, true },
        { "<@us.test,@b.us.test:victim@other.test>", false, true },
        { "<other.test!victim@us.test>",            false, true },
        { "<us.test!other.test!victim>",            false, false },
        { "<victim@[203.0.113.1]>",                 false, true },
        { "<victim@[IPv6:2001:db8::1]>",            false, true },
        { "<victim@other.test.>",                   false, false },
        { "<victim@us.test.other.test>",            false, true },
        { "<victim@notus.test>",                    false, true },
        { "<\"victim%other.test\"@us.test>",        false, true },
        { "<\"|program\"@us.test>",                 false, true },
        { "<\"/etc/../passwd\"@us.test>",           false, true },
        { "<>",                                     false, false },
        { "victim@other.test",                      false, true },
        { "<\"a\"@other.test>",                     false, true },
        { "<ann@us.test>",                          true, true },
        { "<ANN@Sub.US.test>",                      true, true },
        { "<@other.test:ann@us.test>",              true, true },
        { "<\"ann\"@us.test>",                      true, true },
        { "<Postmaster>",                           true, true },
    };

    [Theory]
    [MemberData(nameof(Recipients))]
    public void A_stranger_gets_nothing_out(string recipient, bool stranger, bool isValid)
    {
        AssertReply(Ask("203.0.113.9", user: null, recipient), isValid, stranger);
        AssertReply(Ask("::ffff:203.0.113.9", user: null, recipient), isValid, stranger);
        AssertReply(Ask("2001:db8::9", user: null, recipient), isValid, stranger);
        AssertReply(Ask("127.0.0.1", user: null, recipient), isValid, stranger);
    }

    [Theory]
    [MemberData(nameof(Recipients))]
    public void Who_may_relay_reaches_every_valid_address(string recipient, bool stranger, bool isValid)
    {
        _ = stranger;
        AssertReply(Ask("192.0.2.9", user: null, recipient), isValid, allowed: true);
        AssertReply(Ask("::ffff:192.0.2.9", user: null, recipient), isValid, allowed: true);
        AssertReply(Ask("203.0.113.9", TestRelay.User, recipient), isValid, allowed: true);
    }

    [Theory]
    [InlineData("<ann@us.test>", null)]
    [InlineData("<>", null)]
    [InlineData("<ann@other.test>", "553 5.7.1 ")]
    [InlineData("<ann@sub.us.test>", "553 5.7.1 ")]
    [InlineData("<\"ann@us.test\"@other.test>", "553 5.7.1 ")]
    [InlineData("<ann%us.test@other.test>", "553 5.7.1 ")]
    [InlineData("<@us.test:ann@other.test>", "553 5.7.1 ")]
    [InlineData("<ann@us.test.other.test>", "553 5.7.1 ")]
    public void A_user_sends_as_itself_only(string sender, string? refusal)
    {
        Assert.Null(PathCommand.ParseMail("FROM:" + sender, out PathCommand mail));
        Reply? reply = s_policy.CheckSender(Client("203.0.113.9", TestRelay.User), mail.Path);
        Assert.Equal(refusal, reply?.ToString()[..10]);
        Assert.Null(s_policy.CheckSender(Client("203.0.113.9", user: null), mail.Path));
    }

    [Fact]
    public void Without_accepted_domains_not_even_the_postmaster_is_reached()
    {
        var policy = new SubmissionPolicy(s_options with { AcceptedDomains = [] });
        Assert.Null(PathCommand.ParseRcpt("TO:<Postmaster>", isUtf8: false, out PathCommand recipient));
        Assert.Equal(550, policy.CheckRecipient(Client("203.0.113.9", user: null), recipient.Path)?.Code);
    }

    private static Reply? Ask(string address, string? user, string recipient)
    {
        Reply? syntax = PathCommand.ParseRcpt("TO:" + recipient, isUtf8: false, out PathCommand parsed);
        return syntax ?? s_policy.CheckRecipient(Client(address, user), parsed.Path);
    }

    private static ClientIdentity Client(string address, string? user) => new(IPAddress.Parse(address)) { User = user };

    private static void AssertReply(Reply? reply, bool isValid, bool allowed)
    {
        string? expected = (isValid, allowed) switch
        {
            (false, _) => "501 5.1.3",
            (true, false) => "550 5.7.1",
            (true, true) => null,
        };
        Assert.Equal(expected, reply?.ToString()[..9]);
    }
}
