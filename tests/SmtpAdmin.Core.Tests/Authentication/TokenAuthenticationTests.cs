using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Core.Tests.Smtp;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

public sealed class TokenAuthenticationTests
{
    private const string User = "anna@example.com";
    private static readonly string s_first = XOAuth2("first");
    private static readonly string s_second = XOAuth2("second");

    [Fact]
    public async Task XOAUTH2_sends_name_and_token_as_Google_has_it()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH PLAIN XOAUTH2")
            .Expect($"AUTH XOAUTH2 {s_first}").Reply("235 2.7.0 Accepted");

        await OpensAsync(server, new StaticTokenSource("first"));
    }

    [Fact]
    public async Task OAUTHBEARER_goes_first_and_names_host_and_port()
    {
        await using var server = new ScriptedServer();
        string response = Base64(
            $"n,a={User},\u0001host=127.0.0.1\u0001port={server.Port}\u0001auth=Bearer first\u0001\u0001");
        server.Greet("AUTH XOAUTH2 OAUTHBEARER").Expect($"AUTH OAUTHBEARER {response}").Reply("235 Ok");

        await OpensAsync(server, new StaticTokenSource("first"));
    }

    [Fact]
    public async Task A_token_too_long_for_a_command_line_waits_for_the_challenge()
    {
        string token = new('x', 2000);
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2")
            .Expect("AUTH XOAUTH2").Reply("334 ").Expect(XOAuth2(token)).Reply("235 Ok");

        await OpensAsync(server, new StaticTokenSource(token));
    }

    [Theory]
    [InlineData("XOAUTH2", "")]
    [InlineData("OAUTHBEARER", "AQ==")]
    public async Task A_refusals_challenge_is_answered_and_told(string mechanism, string answer)
    {
        string challenge = Base64("""{"status":"invalid_token","scope":"https://mail.example.com/\u001b[2J","schemes":"Bearer"}""");
        await using ScriptedServer server = new ScriptedServer().Greet($"AUTH {mechanism}")
            .Expect($"AUTH {mechanism} *").Reply($"334 {challenge}").Expect(answer).Reply("535 5.7.8 No");

        SmtpAdminException failure = await FailsAsync(server, new StaticTokenSource("first"));

        await server.VerifyAsync();
        Assert.Contains("'invalid_token' of the token", failure.Message, StringComparison.Ordinal);
        Assert.Contains("https://mail.example.com/\uFFFD[2J", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Advice);
    }

    [Theory]
    [InlineData("334 not-base64")]
    [InlineData("334 W10=")]
    [InlineData("334 ")]
    public async Task A_challenge_that_tells_nothing_is_answered_too(string challenge)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2")
            .Expect("AUTH XOAUTH2 *").Reply(challenge).Expect(string.Empty).Reply("535 5.7.8 No");

        await FailsAsync(server, new StaticTokenSource("first"));

        await server.VerifyAsync();
    }

    [Theory]
    [InlineData("535 5.7.3 Authentication unsuccessful")]
    [InlineData("454 4.7.0 Temporary authentication failure")]
    public async Task A_refused_token_is_renewed_once_on_the_same_connection(string reply)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2")
            .Expect($"AUTH XOAUTH2 {s_first}").Reply(reply)
            .Expect($"AUTH XOAUTH2 {s_second}").Reply("235 Ok");
        var tokens = new TokenList("first", "second", "third");

        await OpensAsync(server, tokens);

        Assert.Equal([false, true], tokens.Asked);
    }

    [Fact]
    public async Task A_renewed_token_that_is_refused_too_is_the_end()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2")
            .Expect($"AUTH XOAUTH2 {s_first}").Reply("535 No").Expect($"AUTH XOAUTH2 {s_second}").Reply("535 No");

        await FailsAsync(server, new TokenList("first", "second", "third"));

        await server.VerifyAsync();
    }

    [Fact]
    public async Task A_token_that_stays_the_same_is_not_tried_again()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2")
            .Expect($"AUTH XOAUTH2 {s_first}").Reply("535 No");

        await FailsAsync(server, new StaticTokenSource("first"));

        await server.VerifyAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_server_closed_the_renewed_token_goes_over_a_new_connection(bool drops)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2")
            .Expect($"AUTH XOAUTH2 {s_first}").Reply("535 5.7.3 No");
        _ = drops ? server.Drop() : server.Close();
        server.NextConnection().Greet("AUTH XOAUTH2").Expect($"AUTH XOAUTH2 {s_second}").Reply("235 Ok");

        await OpensAsync(server, new TokenList("first", "second", "third"));
    }

    [Theory]
    [InlineData("a\u0001b", "token")]
    [InlineData(User, "to\r\nken")]
    public async Task Control_characters_do_not_go_into_the_exchange(string user, string token)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2");

        SmtpAdminException failure = await SessionFixture.OpenFailsAsync(
            Options(server, new StaticTokenSource(token), user), ErrorKind.AuthenticationFailed);

        await server.VerifyAsync();
        Assert.DoesNotContain("ken", failure.Message.Replace("token", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_tells_the_tokens_facts_and_not_the_token()
    {
        string token = JsonWebTokens.Of("""{"aud":"https://graph.microsoft.com","roles":[],"exp":1}""");
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2")
            .Expect("AUTH XOAUTH2 *").Reply("535 5.7.3 Authentication unsuccessful [X.PROD.OUTLOOK.COM]");

        SmtpAdminException failure = await FailsAsync(server, new StaticTokenSource(token));

        Assert.Contains("The token expired at 1970-01-01", failure.Message, StringComparison.Ordinal);
        Assert.Contains("audience Microsoft Graph", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Get a new token", failure.Advice, StringComparison.Ordinal);
        Assert.All(token.Split('.'), part => Assert.DoesNotContain(part, failure.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(XOAuth2(token), failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_does_not_go_over_plaintext()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2");
        var tokens = new TokenList("first");

        await SessionFixture.OpenFailsAsync(
            Options(server, tokens) with { AllowPlaintextCredential = false }, ErrorKind.CredentialNeedsTls);

        Assert.Empty(tokens.Asked);
    }

    private static async Task OpensAsync(ScriptedServer server, ITokenSource tokens)
    {
        await using (await SessionFixture.OpenAsync(Options(server, tokens)))
        {
        }

        await server.VerifyAsync();
    }

    private static Task<SmtpAdminException> FailsAsync(ScriptedServer server, ITokenSource tokens) =>
        SessionFixture.OpenFailsAsync(Options(server, tokens), ErrorKind.AuthenticationFailed);

    private static SmtpConnectionOptions Options(ScriptedServer server, ITokenSource tokens, string user = User) =>
        server.Options() with
        {
            Authentication = new TokenAuthentication(user, tokens),
            AllowPlaintextCredential = true,
        };

    private static string XOAuth2(string token) => Base64($"user={User}\u0001auth=Bearer {token}\u0001\u0001");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Gives one token after the other, a new one where it is asked to renew.</summary>
    private sealed class TokenList(params string[] tokens) : ITokenSource
    {
        private int _index;

        public List<bool> Asked { get; } = [];

        public Task<string> GetTokenAsync(bool renew, CancellationToken cancellationToken)
        {
            Asked.Add(renew);
            _index += renew ? 1 : 0;
            return Task.FromResult(tokens.ElementAt(_index));
        }
    }
}
