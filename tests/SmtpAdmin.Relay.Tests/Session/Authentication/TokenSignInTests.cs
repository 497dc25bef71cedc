using System;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session.Authentication;

public sealed class TokenSignInTests
{
    private static readonly RelayOptions s_options = TestRelay.SecureOptions with { TokenValidator = new FakeTokens() };

    [Theory]
    [InlineData("XOAUTH2", "user=" + FakeTokens.User + "|auth=Bearer " + FakeTokens.Good + "||")]
    [InlineData("OAUTHBEARER", "n,a=" + FakeTokens.User + ",|auth=Bearer " + FakeTokens.Good + "||")]
    [InlineData("OAUTHBEARER", "n,,|auth=Bearer " + FakeTokens.Good + "||")]
    public async Task A_good_token_signs_its_user_in(string mechanism, string response)
    {
        await using TestRelay relay = TestRelay.Start(s_options);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        await client.SendExpectAsync($"AUTH {mechanism} {Base64(response)}", "235 2.7.0 ");
        await client.SendExpectAsync("MAIL FROM:<other@example.com>", "553 5.7.1 ");
        await client.SendExpectAsync($"MAIL FROM:<{FakeTokens.User}>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync(".\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        Assert.Equal(FakeTokens.User, (await relay.CapturedAsync()).Message.Envelope.AuthenticatedUser);
    }

    [Theory]
    [InlineData("XOAUTH2", "user=a|auth=Bearer bad||", "")]
    [InlineData("XOAUTH2", "user=other|auth=Bearer " + FakeTokens.Good + "||", "")]
    [InlineData("XOAUTH2", "nonsense", "")]
    [InlineData("OAUTHBEARER", "n,a=a,|auth=Bearer bad||", "AQ==")]
    public async Task A_refused_token_is_told_why_and_then_refused(string mechanism, string response, string dummy)
    {
        await using TestRelay relay = TestRelay.Start(s_options);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        await client.SendExpectAsync($"AUTH {mechanism}", "334 ");
        string challenge = await client.SendExpectAsync(Base64(response), "334 ");
        Assert.StartsWith("{", Encoding.ASCII.GetString(Convert.FromBase64String(challenge[4..].Trim())));
        await client.SendExpectAsync(dummy, "535 5.7.8 ");
        await client.SendExpectAsync("NOOP", "250 ");
        Assert.Equal(1, relay.Server.Counters.SignInsFailed);
    }

    [Fact]
    public async Task A_validator_that_fails_puts_the_client_off()
    {
        await using TestRelay relay = TestRelay.Start(s_options);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        string response = Base64($"user=a|auth=Bearer {FakeTokens.Failing}||");
        await client.SendExpectAsync($"AUTH XOAUTH2 {response}", "454 4.7.0 ");
        await client.SendExpectAsync("NOOP", "250 ");
        Assert.Equal(0, relay.Server.Counters.SignInsFailed);
    }

    [Fact]
    public async Task A_validator_that_never_answers_is_not_waited_for()
    {
        var clock = new ManualClock();
        await using TestRelay relay = TestRelay.Start(s_options, clock);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        string response = Base64($"user=a|auth=Bearer {FakeTokens.Hanging}||");
        await client.SendLineAsync($"AUTH XOAUTH2 {response}");
        Task<string> reply = client.ReadReplyAsync();
        await Condition.WaitAsync(
            () => clock.HasTimerAt(clock.GetUtcNow() + TimeSpan.FromSeconds(30)), () => client.Transcript);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.StartsWith("454 4.7.0 ", await reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mechanisms_offered_follow_from_what_can_be_checked()
    {
        await using TestRelay relay = TestRelay.Start(s_options with { Users = [] });
        await using SmtpConversation client = await relay.GreetAsync();
        string reply = await client.StartTlsAsync();
        Assert.Contains("250 AUTH XOAUTH2 OAUTHBEARER\n", reply, StringComparison.Ordinal);
        await client.SendExpectAsync("AUTH PLAIN", "504 5.5.4 ");
        await client.SendExpectAsync("AUTH SCRAM-SHA-256", "504 5.5.4 ");

        await using TestRelay both = TestRelay.Start(s_options);
        await using SmtpConversation next = await both.GreetAsync();
        Assert.Contains(
            "250 AUTH SCRAM-SHA-256 PLAIN LOGIN XOAUTH2 OAUTHBEARER\n",
            await next.StartTlsAsync(),
            StringComparison.Ordinal);
    }

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Replace('|', '\u0001')));
}
