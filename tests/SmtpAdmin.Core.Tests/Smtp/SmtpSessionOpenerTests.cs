using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class SmtpSessionOpenerTests : IDisposable
{
    private readonly TestCa _ca = new();

    private ServerCertificatePolicy TrustTestCa => ServerCertificatePolicy.Verify with { TrustedRoots = [_ca.Root] };

    public void Dispose() => _ca.Dispose();

    [Fact]
    public async Task A_session_opens_and_says_QUIT_at_its_end()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("SIZE 1000").Expect("QUIT").Reply("221 Bye");

        await using (SmtpSession session = await SessionFixture.OpenAsync(server.Options()))
        {
            Assert.Equal("mx.example ESMTP", session.Greeting.Text);
            Assert.Equal(1000, session.Ehlo.Size);
            Assert.False(session.IsEncrypted);
            Assert.Equal(server.Port, session.RemoteEndPoint.Port);
        }

        await server.VerifyAsync();
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_greeting()
    {
        await using ScriptedServer server = new ScriptedServer().Delay(TimeSpan.FromMilliseconds(200)).Greet();

        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        Assert.True(session.IsOpen);
        Assert.Contains("220 mx.example", server.ToString().Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("421 4.3.2 Too busy", ErrorKind.ServerUnavailable)]
    [InlineData("554 No SMTP service here", ErrorKind.ServerUnavailable)]
    [InlineData("221 Bye", ErrorKind.ProtocolViolation)]
    [InlineData("354 Go on", ErrorKind.ProtocolViolation)]
    [InlineData("SSH-2.0-OpenSSH_9", ErrorKind.ProtocolViolation)]
    public async Task Any_other_greeting_than_220_ends_it(string greeting, ErrorKind kind)
    {
        await using ScriptedServer server = new ScriptedServer().Reply(greeting);

        SmtpAdminException failure = await SessionFixture.OpenFailsAsync(server.Options(), kind);

        Assert.Equal(greeting.StartsWith("SSH", StringComparison.Ordinal), failure.Reply is null);
        await server.VerifyAsync();
        Assert.DoesNotContain(server.Commands, command => command != "QUIT");
    }

    [Theory]
    [InlineData("500 What?")]
    [InlineData("502 5.5.1 Not implemented")]
    [InlineData("550 No")]
    public async Task A_server_that_refuses_EHLO_is_greeted_with_HELO(string refusal)
    {
        await using ScriptedServer server = new ScriptedServer().Reply("220 old.example")
            .Expect("EHLO *").Reply(refusal)
            .Expect("HELO client.example").Reply("250 old.example");

        await using SmtpSession session = await SessionFixture.OpenAsync(
            server.Options(SmtpSecurity.StartTlsWhenAvailable));

        Assert.Empty(session.Ehlo.Keywords);
    }

    [Theory]
    [InlineData("421 Closing")]
    [InlineData("451 Later")]
    public async Task A_transient_refusal_of_EHLO_does_not_lead_to_HELO(string refusal)
    {
        await using ScriptedServer server = new ScriptedServer().Reply("220 x").Expect("EHLO *").Reply(refusal);

        await SessionFixture.OpenFailsAsync(server.Options(), ErrorKind.ServerUnavailable);

        await server.VerifyAsync();
    }

    [Fact]
    public async Task After_STARTTLS_the_capabilities_are_asked_for_again()
    {
        using X509Certificate2 certificate = _ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS", "SIZE 1", "AUTH LOGIN")
            .Expect("STARTTLS").Reply("220 Go").UpgradeToTls(certificate)
            .AnswerEhlo("SIZE 2");

        await using SmtpSession session = await SessionFixture.OpenAsync(
            server.Options(SmtpSecurity.StartTls) with { CertificatePolicy = TrustTestCa });

        Assert.True(session.IsEncrypted);
        Assert.Equal(2, session.Ehlo.Size);
        Assert.Empty(session.Ehlo.AuthMechanisms);
        Assert.StartsWith("Tls1", session.Tls!.Protocol, StringComparison.Ordinal);
        Assert.NotNull(session.Tls.CipherSuite);
        Assert.True(session.Tls.Certificate.NameMatches);
        Assert.Equal(certificate.Thumbprint, session.Tls.Certificate.Thumbprint);
    }

    [Fact]
    public async Task Implicit_TLS_comes_before_the_greeting()
    {
        using X509Certificate2 certificate = _ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().UpgradeToTls(certificate).Greet();

        await using SmtpSession session = await SessionFixture.OpenAsync(
            server.Options(SmtpSecurity.ImplicitTls) with { CertificatePolicy = TrustTestCa });

        Assert.True(session.IsEncrypted);
    }

    [Fact]
    public async Task STARTTLS_stripped_from_the_reply_ends_a_session_that_requires_it()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("XXXXXXXA", "AUTH PLAIN");

        await SessionFixture.OpenFailsAsync(
            server.Options(SmtpSecurity.StartTls) with { Credential = SessionFixture.Credential },
            ErrorKind.TlsNotOffered);

        await server.VerifyAsync();
        Assert.Equal(["EHLO client.example", "QUIT"], server.Commands);
    }

    [Theory]
    [InlineData("454 4.7.0 TLS not available", ErrorKind.TlsNotOffered)]
    [InlineData("502 What?", ErrorKind.TlsNotOffered)]
    [InlineData("421 Closing", ErrorKind.ServerUnavailable)]
    [InlineData("354 Go on", ErrorKind.ProtocolViolation)]
    [InlineData("250 Ok", ErrorKind.ProtocolViolation)]
    public async Task A_refused_STARTTLS_ends_a_session_that_requires_it(string reply, ErrorKind kind)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS").Expect("STARTTLS").Reply(reply);

        SmtpAdminException failure = await SessionFixture.OpenFailsAsync(server.Options(SmtpSecurity.StartTls), kind);

        Assert.NotNull(failure.Reply);
        await server.VerifyAsync();
    }

    [Fact]
    public async Task A_refused_STARTTLS_leaves_an_opportunistic_session_in_plaintext()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").Reply("454 Later");

        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options(SmtpSecurity.Auto));

        Assert.False(session.IsEncrypted);
        Assert.True(session.IsOpen);
    }

    [Theory]
    [InlineData("220 Go\r\n250-evil.example\r\n250 AUTH LOGIN\r\n")]
    [InlineData("220 Go\r\n2")]
    [InlineData("220 Go\r\n\0")]
    public async Task Replies_injected_behind_the_220_to_STARTTLS_are_never_used(string injected)
    {
        using X509Certificate2 certificate = _ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS").Expect("STARTTLS").SendRaw(injected);

        await SessionFixture.OpenFailsAsync(
            server.Options(SmtpSecurity.StartTls) with
            {
                CertificatePolicy = ServerCertificatePolicy.AcceptAny,
                Credential = SessionFixture.Credential,
            },
            ErrorKind.ProtocolViolation);

        await server.VerifyAsync();
        Assert.Equal(["EHLO client.example", "STARTTLS"], server.Commands);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("wrong name")]
    [InlineData("untrusted")]
    [InlineData("self-signed")]
    public async Task A_certificate_that_is_not_valid_ends_the_session(string what)
    {
        using var otherCa = new TestCa();
        using X509Certificate2 certificate = what switch
        {
            "expired" => _ca.IssueExpired("127.0.0.1"),
            "wrong name" => _ca.Issue("mx.example"),
            "untrusted" => otherCa.Issue("127.0.0.1"),
            _ => TestCa.SelfSigned("127.0.0.1"),
        };
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").Reply("220 Go").OfferTls(certificate);

        await SessionFixture.OpenFailsAsync(
            server.Options(SmtpSecurity.StartTls) with { CertificatePolicy = TrustTestCa },
            ErrorKind.CertificateInvalid);

        await server.VerifyAsync();
        Assert.Equal(2, server.Commands.Count);
    }

    [Fact]
    public async Task Garbage_in_place_of_a_handshake_is_told_as_such()
    {
        await using ScriptedServer server = new ScriptedServer().SendRaw("220 this is no TLS\r\n");

        await SessionFixture.OpenFailsAsync(server.Options(SmtpSecurity.ImplicitTls), ErrorKind.TlsHandshakeFailed);
    }

    [Theory]
    [InlineData(25, SmtpSecurity.Auto, SmtpSecurity.StartTlsWhenAvailable)]
    [InlineData(465, SmtpSecurity.Auto, SmtpSecurity.ImplicitTls)]
    [InlineData(587, SmtpSecurity.Auto, SmtpSecurity.StartTls)]
    [InlineData(2525, SmtpSecurity.Auto, SmtpSecurity.StartTlsWhenAvailable)]
    [InlineData(465, SmtpSecurity.None, SmtpSecurity.None)]
    [InlineData(25, SmtpSecurity.StartTls, SmtpSecurity.StartTls)]
    public void The_port_decides_where_nothing_else_does(int port, SmtpSecurity asked, SmtpSecurity expected)
    {
        var options = new SmtpConnectionOptions { Server = new SmtpEndpoint("mx.example", port), Security = asked };

        Assert.Equal(expected, options.EffectiveSecurity);
    }

    [Theory]
    [InlineData(SmtpSecurity.Auto, 25)]
    [InlineData(SmtpSecurity.StartTls, 25)]
    [InlineData(SmtpSecurity.ImplicitTls, 465)]
    public void The_security_decides_the_port_where_none_is_named(SmtpSecurity security, int expected) =>
        Assert.Equal(expected, new SmtpConnectionOptions { Server = new("mx.example"), Security = security }.Port);
}
