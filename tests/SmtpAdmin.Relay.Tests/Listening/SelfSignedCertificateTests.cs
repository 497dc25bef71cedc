using System;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Relay.Listening;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Listening;

public sealed class SelfSignedCertificateTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("relay.test", true)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("other.test", false)]
    public void It_is_good_for_the_host_and_for_loopback(string name, bool expected)
    {
        using X509Certificate2 certificate = SelfSignedCertificate.Create("relay.test", s_now);
        Assert.Equal(expected, certificate.MatchesHostname(name));
    }

    [Fact]
    public void It_has_a_private_key_and_is_valid_now()
    {
        using X509Certificate2 certificate = SelfSignedCertificate.Create("localhost", s_now);
        Assert.True(certificate.HasPrivateKey);
        Assert.True(certificate.NotBefore < s_now.LocalDateTime);
        Assert.True(certificate.NotAfter > s_now.AddDays(300).LocalDateTime);
        Assert.Equal("CN=localhost", certificate.Subject);
    }
}
