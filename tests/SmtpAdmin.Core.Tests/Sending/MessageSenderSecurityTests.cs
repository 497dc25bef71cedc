using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

public sealed class MessageSenderSecurityTests : MessageSenderFixture
{
    private const string Password = "corr3ct-horse";

    private static readonly NetworkCredential s_credential = new("anna", Password);
    private readonly X509Certificate2 _certificate = TestCa.SelfSigned("127.0.0.1");

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Auto)]
    public async Task Starttls_protects_the_credential_and_the_message(SmtpSecurity security)
    {
        Greet("STARTTLS").Expect("STARTTLS").Reply("220 Go").UpgradeToTls(_certificate)
            .Expect("EHLO *").Reply(EhloReply("AUTH PLAIN"))
            .Expect("AUTH PLAIN *").Reply("235 2.7.0 Welcome");
        TakeMessage();

        SendOutcome outcome = await SendAsync(Draft, Pinned(security) with { Credential = s_credential });

        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
        Assert.True(outcome.Result.IsEncrypted);
        string secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0anna\0{Password}"));
        Assert.Contains($"AUTH PLAIN {secret}", Server.Commands);
    }

    [Fact]
    public async Task Implicit_tls_starts_with_the_handshake()
    {
        Server.UpgradeToTls(_certificate);
        Greet();
        TakeMessage();

        SendOutcome outcome = await SendAsync(Draft, Pinned(SmtpSecurity.ImplicitTls));

        Assert.True(outcome.Result.IsEncrypted);
        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
    }

    [Fact]
    public async Task Starttls_that_is_required_and_not_offered_ends_the_connection()
    {
        Greet("SIZE");

        SendOutcome outcome = await SendAsync(Draft, Options with { Security = SmtpSecurity.StartTls });

        Assert.Equal(ErrorKind.TlsNotOffered, outcome.Failure?.Kind);
        Assert.Equal(RecipientStatus.NotTried, outcome.Result.Recipients.Single().Status);
        Assert.DoesNotContain(Server.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Security_none_ignores_starttls()
    {
        Greet("STARTTLS");
        TakeMessage();

        SendOutcome outcome = await SendAsync(Draft, Options with { Security = SmtpSecurity.None });

        Assert.False(outcome.Result.IsEncrypted);
        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.StartTlsWhenAvailable)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused(SmtpSecurity security)
    {
        Greet("STARTTLS").Expect("STARTTLS").Reply("220 Go").OfferTls(_certificate);

        SendOutcome outcome = await SendAsync(Draft, Options with { Security = security });

        Assert.Equal(ErrorKind.CertificateInvalid, outcome.Failure?.Kind);
        Assert.Contains("127.0.0.1", outcome.Failure!.Message);
        Assert.DoesNotContain(Server.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_other_than_the_pinned_one_is_refused()
    {
        Greet("STARTTLS").Expect("STARTTLS").Reply("220 Go").OfferTls(TestCa.SelfSigned("127.0.0.1"));

        SendOutcome outcome = await SendAsync(Draft, Pinned(SmtpSecurity.StartTls));

        Assert.Equal(ErrorKind.CertificateInvalid, outcome.Failure?.Kind);
        Assert.Contains("thumbprint", outcome.Failure!.Message);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_fails_the_handshake()
    {
        Greet("STARTTLS").Expect("STARTTLS").Reply("220 Go").Reply("this is no TLS record").Hang();

        SendOutcome outcome = await SendAsync(Draft, Options with { Security = SmtpSecurity.StartTls });

        Assert.Equal(ErrorKind.TlsHandshakeFailed, outcome.Failure?.Kind);
    }

    [Fact]
    public async Task A_credential_is_not_sent_without_tls()
    {
        Greet("AUTH PLAIN LOGIN CRAM-MD5");

        SendOutcome outcome = await SendAsync(Draft, Options with { Credential = s_credential });

        Assert.Equal(ErrorKind.CredentialNeedsTls, outcome.Failure?.Kind);
        Assert.DoesNotContain(Server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_credential_goes_without_tls_where_that_is_allowed()
    {
        Greet("AUTH PLAIN").Expect("AUTH PLAIN *").Reply("235 2.7.0 Welcome");
        TakeMessage();

        SendOutcome outcome = await SendAsync(Draft, WithPlaintext());

        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
    }

    [Theory]
    [InlineData()]
    [InlineData("AUTH GSSAPI")]
    public async Task A_server_without_a_fitting_mechanism_offers_no_authentication(params string[] extensions)
    {
        Greet(extensions);

        SendOutcome outcome = await SendAsync(Draft, WithPlaintext());

        Assert.Equal(ErrorKind.AuthenticationNotOffered, outcome.Failure?.Kind);
    }

    [Theory]
    [InlineData("535 5.7.8 Bad credential", ErrorKind.AuthenticationFailed, RecipientStatus.Rejected)]
    [InlineData("454 4.7.0 Try later", ErrorKind.ServerUnavailable, RecipientStatus.Deferred)]
    [InlineData("432 4.3.2 Concurrent connections limit exceeded", ErrorKind.ServerUnavailable, RecipientStatus.Deferred)]
    public async Task A_refused_credential_is_reported_without_it(string reply, ErrorKind kind, RecipientStatus status)
    {
        Greet("AUTH PLAIN").Expect("AUTH PLAIN *").Reply(reply);

        SendOutcome outcome = await SendAsync(Draft, WithPlaintext());

        Assert.Equal(kind, outcome.Failure?.Kind);
        Assert.Equal(reply, outcome.Result.Reply?.ToString());
        Assert.Equal(status, outcome.Result.Recipients.Single().Status);
        Assert.DoesNotContain(Texts(outcome.Failure), text => text.Contains(Password, StringComparison.Ordinal));
    }

    private SmtpConnectionOptions WithPlaintext() => Options with { Credential = s_credential, AllowPlaintextCredential = true };

    private SmtpConnectionOptions Pinned(SmtpSecurity security) =>
        Options with { Security = security, CertificatePolicy = ServerCertificatePolicy.Pin(_certificate.Thumbprint.ToLowerInvariant()) };

    private static IEnumerable<string> Texts(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception.ToString();
        }
    }
}
