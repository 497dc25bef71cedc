using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Relay.Running;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy;

public sealed class PolicyRehearsalTests
{
    private static readonly RelayOptions s_options = TestRelay.SecureOptions with
    {
        DeniedNetworks = [new IpNetwork("203.0.113.0/24")],
        RelayNetworks = [new IpNetwork("192.0.2.0/24")],
        AcceptedDomains = ["us.test"],
        SenderRules = [new SmtpRelayRule("no-ads: block ads.test")],
        RecipientRules = [new SmtpRelayRule("quiet: block boss@us.test")],
        Users = [TestRelay.SecureOptions.Users[0] with { SendAs = ["us.test"] }],
    };

    [Theory]
    [InlineData("192.0.2.1", null, "a@b.test", "x@other.test", "Recipient", "Accepted", "RelayNetworks 192.0.2.0/24", 0)]
    [InlineData("::ffff:192.0.2.1", null, "a@b.test", "x@other.test", "Recipient", "Accepted", "RelayNetworks 192.0.2.0/24", 0)]
    [InlineData("198.51.100.1", null, "a@b.test", "x@us.test", "Recipient", "Accepted", "AcceptedDomains us.test", 0)]
    [InlineData("198.51.100.1", null, "a@b.test", "x@other.test", "Recipient", "Refused", "AcceptedDomains has no match", 550)]
    [InlineData("198.51.100.1", null, "a@b.test", "x%other.test@us.test", "Recipient", "Refused", "a local part that names a route", 550)]
    [InlineData("198.51.100.1", "user", "a@us.test", "x@other.test", "Recipient", "Accepted", "user user signed in", 0)]
    [InlineData("198.51.100.1", "user", "a@b.test", "x@other.test", "Sender", "Refused", "SendAs of user has no match", 553)]
    [InlineData("198.51.100.1", "nobody", "a@b.test", "x@us.test", "SignIn", "Refused", "Users has no match", 535)]
    [InlineData("203.0.113.1", "user", "a@us.test", "x@us.test", "Connection", "Refused", "DeniedNetworks 203.0.113.0/24", 554)]
    [InlineData("192.0.2.1", null, "x@ads.test", "x@us.test", "Sender", "Refused", "SenderRules 'no-ads'", 550)]
    [InlineData("192.0.2.1", null, "", "boss@us.test", "Recipient", "Refused", "RecipientRules 'quiet'", 550)]
    [InlineData("192.0.2.1", null, "a@", "x@us.test", "Sender", "Refused", "no valid address", 501)]
    [InlineData("192.0.2.1", null, "a@b.test> SIZE=1", "x@us.test", "Sender", "Refused", "no valid address", 501)]
    [InlineData("192.0.2.1", null, "a@b.test", "x@us.test> NOTIFY=NEVER", "Recipient", "Refused", "no valid address", 501)]
    public void The_rule_that_decides_is_named(
        string address, string? user, string from, string to, string stage, string verdict, string rule, int code)
    {
        RelayPolicyResult result = RelayStarter.AskPolicy(
            s_options, new RelayPolicyQuestion(IPAddress.Parse(address), user, from, [to]));
        Assert.Equal(verdict, result.Verdict.ToString());
        Assert.Equal((stage, rule), (result.DecidedBy.Stage.ToString(), result.DecidedBy.Rule));
        Assert.Equal(code, result.DecidedBy.Reply?.Code ?? 0);
        Assert.Equal(result.Verdict == RelayPolicyVerdict.Accepted, result.DecidedBy.Reply is null);
    }

    [Fact]
    public void Behind_a_refusal_nothing_is_known_and_recipients_stand_alone()
    {
        RelayPolicyResult denied = Ask("203.0.113.1", "a@b.test", "x@us.test");
        Assert.Equal(["Refused", "Unknown", "Unknown"], denied.Steps.Select(step => step.Verdict.ToString()));
        Assert.Equal("not reached", denied.Steps[2].Rule);
        RelayPolicyResult mixed = Ask("198.51.100.1", "a@b.test", "x@other.test", "x@us.test");
        Assert.Equal(["Accepted", "Accepted", "Refused", "Accepted"], mixed.Steps.Select(step => step.Verdict.ToString()));
        Assert.Equal(RelayPolicyVerdict.Refused, mixed.Verdict);
    }

    [Fact]
    public void Options_that_are_too_open_are_refused_here_too()
    {
        var question = new RelayPolicyQuestion(IPAddress.Loopback, null, null, []);
        RelayOptions options = s_options with { RelayNetworks = [new IpNetwork("0.0.0.0/0")] };
        Assert.Equal(
            ErrorKind.RelayTooOpen, Assert.Throws<SmtpAdminException>(() => RelayStarter.AskPolicy(options, question)).Kind);
    }

    [Fact]
    public async Task A_running_relay_answers_for_each_listener_and_as_it_does_to_a_client()
    {
        RelayOptions options = s_options with
        {
            Limits = new SmtpRelayLimits { FailedSignIns = 1 },
            Listeners = [new SmtpRelayListener(), new SmtpRelayListener { RequireAuthentication = true }, new SmtpRelayListener { Security = RelaySecurity.None }],
        };
        await using TestRelay relay = TestRelay.Start(options);
        RelayPolicyResult[] results = [.. relay.Server.AskPolicy(
            new RelayPolicyQuestion(IPAddress.Loopback, null, "a@b.test", ["x@other.test"]))];
        Assert.Equal(["AcceptedDomains has no match", "RequireAuthentication", "AcceptedDomains has no match"], results.Select(result => result.DecidedBy.Rule));
        Assert.Equal(relay.Server.EndPoints.Select(endPoint => endPoint.Port), results.Select(result => result.Listener!.Port!.Value));
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b.test>", "250 ");
        await client.SendExpectAsync("RCPT TO:<x@other.test>", results[0].DecidedBy.Reply!.ToString());

        var asUser = new RelayPolicyQuestion(IPAddress.Loopback, TestRelay.User, "a@us.test", ["x@other.test"]);
        Assert.Equal(
            ["Accepted", "Accepted", "Refused"], relay.Server.AskPolicy(asUser).Select(result => result.Verdict.ToString()));
        await using SmtpConversation guesser = await relay.GreetAsync();
        await guesser.StartTlsAsync();
        await guesser.SendExpectAsync("AUTH PLAIN AHVzZXIAd3Jvbmc=", "535 ");
        Assert.Equal(
            "Limits FailedSignIns: banned for a while", relay.Server.AskPolicy(asUser)[0].DecidedBy.Rule);
    }

    private static RelayPolicyResult Ask(string address, string from, params string[] to) =>
        RelayStarter.AskPolicy(s_options, new RelayPolicyQuestion(IPAddress.Parse(address), null, from, to));
}
