using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class CertificateRefusalTests : IDisposable
{
    private readonly TestCa _ca = new();

    public void Dispose() => _ca.Dispose();

    [Fact]
    public async Task An_expired_certificate_is_refused_with_its_date()
    {
        using X509Certificate2 certificate = _ca.IssueExpired("127.0.0.1");

        string until = certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'");
        await AssertRefusedAsync(certificate, Trusting(_ca), $": it expired on {until}.");
    }

    [Fact]
    public async Task A_certificate_of_the_future_is_refused_with_its_date()
    {
        DateTimeOffset start = DateTimeOffset.UtcNow.AddDays(10);
        using X509Certificate2 certificate = _ca.Issue(start, start.AddDays(10), "127.0.0.1");

        await AssertRefusedAsync(certificate, Trusting(_ca), $": it is not valid before {start:yyyy-MM-dd HH:mm}Z.");
    }

    [Fact]
    public async Task A_certificate_for_others_is_refused_with_the_names_that_it_holds()
    {
        using X509Certificate2 certificate = _ca.Issue("a.example", "b.example", "192.0.2.1", "d", "e", "f", "g");

        await AssertRefusedAsync(
            certificate, Trusting(_ca), ": it is for a.example, b.example, 192.0.2.1, d, e and 2 more.");
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused_with_its_issuer()
    {
        using X509Certificate2 certificate = _ca.Issue("127.0.0.1");

        await AssertRefusedAsync(certificate, ServerCertificatePolicy.Verify, "issuer CN=Test authority");
    }

    [Fact]
    public async Task A_self_signed_certificate_is_called_so()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("127.0.0.1");

        await AssertRefusedAsync(
            certificate, ServerCertificatePolicy.Verify, ": it is self-signed, and this machine does not trust it.");
    }

    [Fact]
    public async Task A_self_signed_certificate_is_accepted_where_it_is_a_root_itself()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("127.0.0.1");
        using X509Certificate2 root = X509CertificateLoader.LoadCertificate(certificate.RawData);

        Assert.Null(await OpenAsync(certificate, ServerCertificatePolicy.Verify with { TrustedRoots = [root] }));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        using X509Certificate2 certificate = _ca.IssueExpired("mx.example.com");

        SmtpAdminException? failure = await OpenAsync(certificate, Trusting(_ca));

        Assert.Contains("it expired on ", failure?.Message, StringComparison.Ordinal);
        Assert.EndsWith("; it is for mx.example.com.", failure?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(64)]
    public async Task A_certificate_that_is_not_the_pinned_one_is_refused_with_a_thumbprint_of_the_same_kind(int length)
    {
        using X509Certificate2 certificate = _ca.Issue("127.0.0.1");
        string actual = length == 40
            ? certificate.Thumbprint
            : certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);

        await AssertRefusedAsync(certificate, ServerCertificatePolicy.Pin(new string('A', length)), $" {actual} is not");
        Assert.Null(await OpenAsync(certificate, ServerCertificatePolicy.Pin(actual)));
    }

    private static ServerCertificatePolicy Trusting(TestCa ca) =>
        ServerCertificatePolicy.Verify with { TrustedRoots = [ca.Root] };

    private static async Task AssertRefusedAsync(
        X509Certificate2 certificate, ServerCertificatePolicy policy, string part)
    {
        SmtpAdminException? failure = await OpenAsync(certificate, policy);
        Assert.Equal(ErrorKind.CertificateInvalid, failure?.Kind);
        Assert.Contains(part, failure!.Message, StringComparison.Ordinal);
    }

    private static async Task<SmtpAdminException?> OpenAsync(
        X509Certificate2 certificate, ServerCertificatePolicy policy)
    {
        await using ScriptedServer server = new ScriptedServer().OfferTls(certificate);
        SmtpConnectionOptions options = server.Options(SmtpSecurity.ImplicitTls) with { CertificatePolicy = policy };
        try
        {
            await using SmtpConnection connection = await SmtpConnection.OpenAsync(
                options, TestContext.Current.CancellationToken);
            return null;
        }
        catch (SmtpAdminException failure)
        {
            return failure;
        }
    }
}
