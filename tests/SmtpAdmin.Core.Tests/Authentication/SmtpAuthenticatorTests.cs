using System;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Core.Tests.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

public sealed class SmtpAuthenticatorTests
{
    private static readonly string s_plain = Base64("\0anna\0s3cret");

    [Fact]
    public async Task A_credential_does_not_go_over_plaintext()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH PLAIN");

        await SessionFixture.OpenFailsAsync(
            server.Options() with { Credential = SessionFixture.Credential }, ErrorKind.CredentialNeedsTls);

        await server.VerifyAsync();
        Assert.Equal(["EHLO client.example", "QUIT"], server.Commands);
    }

    [Fact]
    public async Task Under_TLS_the_mechanisms_offered_there_count()
    {
        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS", "AUTH LOGIN")
            .Expect("STARTTLS").Reply("220 Go").UpgradeToTls(certificate)
            .AnswerEhlo("AUTH PLAIN").Expect($"AUTH PLAIN {s_plain}").Reply("235 2.7.0 Welcome");

        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options(SmtpSecurity.StartTls) with
        {
            Credential = SessionFixture.Credential,
            CertificatePolicy = ServerCertificatePolicy.Verify with { TrustedRoots = [ca.Root] },
        });

        Assert.True(session.IsOpen);
        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Fact]
    public async Task LOGIN_answers_two_questions()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH=LOGIN")
            .Expect("AUTH LOGIN").Reply("334 VXNlcm5hbWU6").Expect(Base64("anna"))
            .Reply("334 UGFzc3dvcmQ6").Expect(Base64("s3cret")).Reply("235 Ok");

        await using SmtpSession session = await SessionFixture.OpenAsync(Plaintext(server));

        Assert.True(session.IsOpen);
    }

    [Fact]
    public async Task SCRAM_goes_before_PLAIN_and_shows_no_password()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH LOGIN PLAIN SCRAM-SHA-256")
            .Expect("AUTH SCRAM-SHA-256 *").Reply("535 5.7.8 No");

        await SessionFixture.OpenFailsAsync(Plaintext(server), ErrorKind.AuthenticationFailed);

        await server.VerifyAsync();
        string first = Encoding.UTF8.GetString(Convert.FromBase64String(server.Commands[1].Split(' ')[2]));
        Assert.StartsWith("n,,n=anna,r=", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("535 5.7.8 Bad credentials", ErrorKind.AuthenticationFailed)]
    [InlineData("454 4.7.0 Temporary failure", ErrorKind.AuthenticationFailed)]
    [InlineData("250 Ok", ErrorKind.AuthenticationFailed)]
    [InlineData("421 Closing", ErrorKind.ServerUnavailable)]
    public async Task A_refusal_carries_the_reply_and_no_secret(string reply, ErrorKind kind)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH PLAIN")
            .Expect("AUTH PLAIN *").Reply(reply);

        SmtpAdminException failure = await SessionFixture.OpenFailsAsync(Plaintext(server), kind);

        Assert.Equal(reply, failure.Reply!.ToString());
        Assert.DoesNotContain(s_plain, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HELP")]
    [InlineData("AUTH XOAUTH2 GSSAPI")]
    public async Task Without_a_fitting_mechanism_nothing_is_tried(string keyword)
    {
        await using ScriptedServer server = new ScriptedServer().Greet(keyword);

        await SessionFixture.OpenFailsAsync(Plaintext(server), ErrorKind.AuthenticationNotOffered);

        await server.VerifyAsync();
    }

    [Theory]
    [InlineData("334 not base64!")]
    [InlineData("334 cj1ldmlsLHM9YWJjLGk9MQ==")]
    public async Task A_challenge_that_does_not_fit_ends_it(string challenge)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH SCRAM-SHA-256")
            .Expect("AUTH SCRAM-SHA-256 *").Reply(challenge).Hang();

        await SessionFixture.OpenFailsAsync(Plaintext(server), ErrorKind.AuthenticationFailed);
    }

    private static SmtpConnectionOptions Plaintext(ScriptedServer server) => server.Options() with
    {
        Credential = SessionFixture.Credential,
        AllowPlaintextCredential = true,
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
