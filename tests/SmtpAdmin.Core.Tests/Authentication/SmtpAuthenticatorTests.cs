using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;
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
    [InlineData("454 4.7.0 Temporary failure", ErrorKind.ServerUnavailable)]
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

    [Fact]
    public async Task A_mechanism_that_the_server_does_not_know_gives_way_to_the_next()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH CRAM-MD5 PLAIN")
            .Expect("AUTH CRAM-MD5").Reply("504 5.5.4 Unrecognized authentication type")
            .Expect($"AUTH PLAIN {s_plain}").Reply("235 Ok");

        await using SmtpSession session = await SessionFixture.OpenAsync(Plaintext(server));

        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Theory]
    [InlineData("535 5.7.8 Bad credentials", ErrorKind.AuthenticationFailed)]
    [InlineData("534 5.7.9 Mechanism is too weak", ErrorKind.AuthenticationFailed)]
    [InlineData("454 4.7.0 Temporary failure", ErrorKind.ServerUnavailable)]
    public async Task A_refused_password_is_tried_once_only(string reply, ErrorKind kind)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH CRAM-MD5 PLAIN LOGIN")
            .Expect("AUTH CRAM-MD5").Reply("334 PDEuMkBteC5leGFtcGxlPg==").Expect("*").Reply(reply);

        await SessionFixture.OpenFailsAsync(Plaintext(server), kind);

        await server.VerifyAsync();
        Assert.Equal("QUIT", server.Commands[^1]);
    }

    [Fact]
    public async Task A_mechanism_asked_for_by_name_is_used_though_a_stronger_is_offered()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH SCRAM-SHA-256 PLAIN")
            .Expect($"AUTH PLAIN {s_plain}").Reply("235 Ok");

        await using SmtpSession session = await SessionFixture.OpenAsync(Plaintext(server) with
        {
            Authentication = new PasswordAuthentication(
                SessionFixture.Credential, SmtpAuthenticationMechanism.Plain),
        });

        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    // RFC 2195, section 2: its own example.
    [Fact]
    public async Task CRAM_MD5_answers_as_in_its_RFC()
    {
        string challenge = Base64("<1896.697170952@postoffice.reston.mci.net>");
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH CRAM-MD5")
            .Expect("AUTH CRAM-MD5").Reply($"334 {challenge}")
            .Expect(Base64("tim b913a602c7eda7a495b4e6e7334d3890")).Reply("235 Ok");

        await using SmtpSession session = await SessionFixture.OpenAsync(Plaintext(server) with
        {
            Credential = new NetworkCredential("tim", "tanstaaftanstaaf"),
        });

        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Fact]
    public async Task NTLM_begins_with_a_negotiation_that_names_nobody()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH NTLM")
            .Expect("AUTH NTLM TlRMTVNTUAAB*").Reply("535 5.7.3 Authentication unsuccessful");

        await SessionFixture.OpenFailsAsync(Plaintext(server), ErrorKind.AuthenticationFailed);

        await server.VerifyAsync();
    }

    [Theory]
    [InlineData(SmtpAuthenticationMechanism.Auto, "AUTH SCRAM-SHA-256 *", "n,,n=anna,")]
    [InlineData(SmtpAuthenticationMechanism.ScramSha256Plus, "AUTH SCRAM-SHA-256-PLUS *", "p=tls-server-end-point,,n=anna,")]
    public async Task SCRAM_is_bound_to_the_servers_certificate_under_TLS(
        SmtpAuthenticationMechanism mechanism, string command, string beginning)
    {
        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").Reply("220 Go").UpgradeToTls(certificate)
            .AnswerEhlo("AUTH PLAIN SCRAM-SHA-256 SCRAM-SHA-256-PLUS").Expect(command).Reply("535 5.7.8 No");

        await SessionFixture.OpenFailsAsync(
            server.Options(SmtpSecurity.StartTls) with
            {
                Authentication = new PasswordAuthentication(SessionFixture.Credential, mechanism),
                CertificatePolicy = ServerCertificatePolicy.Verify with { TrustedRoots = [ca.Root] },
            },
            ErrorKind.AuthenticationFailed);

        await server.VerifyAsync();
        string first = Encoding.UTF8.GetString(Convert.FromBase64String(server.Commands[3].Split(' ')[2]));
        Assert.StartsWith(beginning, first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handshake_keeps_what_to_bind_to()
    {
        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").Reply("220 Go").UpgradeToTls(certificate).AnswerEhlo();

        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options(SmtpSecurity.StartTls) with
        {
            CertificatePolicy = ServerCertificatePolicy.Verify with { TrustedRoots = [ca.Root] },
        });

        Assert.Equal(SHA256.HashData(certificate.RawData), session.Tls!.EndPointBinding);
    }

    [Fact]
    public async Task A_success_without_the_servers_proof_is_none()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH SCRAM-SHA-256")
            .Expect("AUTH SCRAM-SHA-256 *").Reply("235 Welcome");

        SmtpAdminException failure = await SessionFixture.OpenFailsAsync(
            Plaintext(server), ErrorKind.AuthenticationFailed);

        Assert.Contains("did not prove itself", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_without_end_is_left()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("AUTH XOAUTH2").Expect("AUTH XOAUTH2 *");
        for (int i = 0; i < 8; i++)
        {
            server.Reply("334 e30=").Expect(string.Empty);
        }

        server.Reply("334 e30=");

        await SessionFixture.OpenFailsAsync(
            Plaintext(server) with { Authentication = new TokenAuthentication("anna", new StaticTokenSource("t")) },
            ErrorKind.AuthenticationFailed);
    }

    private static SmtpConnectionOptions Plaintext(ScriptedServer server) => server.Options() with
    {
        Credential = SessionFixture.Credential,
        AllowPlaintextCredential = true,
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
