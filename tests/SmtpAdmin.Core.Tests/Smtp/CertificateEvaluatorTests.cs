using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class CertificateEvaluatorTests
{
    [Theory]
    [InlineData("mx.example.com", "mx.example.com", true)]
    [InlineData("MX.Example.COM", "mx.example.com", true)]
    [InlineData("mx.example.com.", "mx.example.com", true)]
    [InlineData("mx.example.com", "*.example.com", true)]
    [InlineData("a.mx.example.com", "*.example.com", false)]
    [InlineData("example.com", "*.example.com", false)]
    [InlineData("mx.example.com", "m*.example.com", false)]
    [InlineData("mx.example.com", "mx.*.com", false)]
    [InlineData("example.com", "*.com", false)]
    [InlineData("mx.example.com", "*", false)]
    [InlineData("mx.example.com", "mx.example.org", false)]
    [InlineData("mx.example.com", "example.com", false)]
    [InlineData("bücher.example", "xn--bcher-kva.example", true)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8::1", "2001:db8:0::1", true)]
    [InlineData("192.0.2.1", "*.0.2.1", false)]
    [InlineData("mx..example", "mx..example", false)]
    public void A_name_matches_whole_or_with_a_wildcard_as_first_label(string host, string name, bool expected) =>
        Assert.Equal(expected, CertificateNameMatcher.Matches(host, [name]));

    [Fact]
    public void Names_and_addresses_are_read_from_the_certificate()
    {
        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.Issue("mx.example.com", "*.example.org", "192.0.2.7", "2001:db8::7");

        Assert.Equal(
            ["mx.example.com", "*.example.org", "192.0.2.7", "2001:db8::7"], CertificateNames.Read(certificate));
    }

    [Fact]
    public void The_common_name_alone_covers_no_host()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned();

        CertificateDetails details =
            CertificateEvaluator.Evaluate(
                certificate, [], "nobody", [], SmtpRevocationCheck.None, DateTimeOffset.UtcNow);

        Assert.Equal("CN=nobody", details.Subject);
        Assert.Empty(details.Names);
        Assert.False(details.NameMatches);
    }

    [Fact]
    public void A_chain_to_an_added_root_has_no_problems()
    {
        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.Issue("mx.example.com");

        CertificateDetails details = Evaluate(certificate, ca.Root);

        Assert.Empty(details.ChainProblems);
        Assert.True(details.IsTrusted);
        Assert.True(details.NameMatches);
        Assert.Equal(256, details.KeyBits);
        Assert.Equal(certificate.Thumbprint, details.Thumbprint);
        Assert.True(ServerCertificatePolicy.Verify.Accepts(details));
    }

    [Fact]
    public void A_chain_to_a_root_that_was_not_added_is_not_trusted()
    {
        using var ca = new TestCa();
        using var other = new TestCa();
        using X509Certificate2 certificate = ca.Issue("mx.example.com");

        AssertUntrusted(Evaluate(certificate));
        AssertUntrusted(Evaluate(certificate, other.Root));
    }

    [Fact]
    public void A_self_signed_certificate_is_not_trusted()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("mx.example.com");

        AssertUntrusted(Evaluate(certificate));
    }

    [Fact]
    public void An_expired_certificate_is_trusted_for_its_root_and_yet_not_accepted()
    {
        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.IssueExpired("mx.example.com");

        CertificateDetails details = Evaluate(certificate, ca.Root);

        Assert.True(details.IsTrusted);
        Assert.Equal(["NotTimeValid"], details.ChainProblems);
        Assert.False(ServerCertificatePolicy.Verify.Accepts(details));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pin_takes_exactly_its_certificate(bool isSha256)
    {
        using X509Certificate2 pinned = TestCa.SelfSigned("a.example");
        using X509Certificate2 other = TestCa.SelfSigned("a.example");
        string thumbprint = isSha256 ? pinned.GetCertHashString(HashAlgorithmName.SHA256) : pinned.Thumbprint;
        string loose = $": {thumbprint.ToLowerInvariant()}";
        ServerCertificatePolicy policy = ServerCertificatePolicy.Pin(loose);

        Assert.True(policy.Accepts(Evaluate(pinned)));
        Assert.False(policy.Accepts(Evaluate(other)));
    }

    private static CertificateDetails Evaluate(X509Certificate2 certificate, params X509Certificate2[] roots) =>
        CertificateEvaluator.Evaluate(
            certificate, [], "mx.example.com", roots, SmtpRevocationCheck.None, DateTimeOffset.UtcNow);

    private static void AssertUntrusted(CertificateDetails details)
    {
        Assert.False(details.IsTrusted);
        Assert.NotEmpty(details.ChainProblems);
        Assert.False(ServerCertificatePolicy.Verify.Accepts(details));
        Assert.True(ServerCertificatePolicy.AcceptAny.Accepts(details));
    }
}
