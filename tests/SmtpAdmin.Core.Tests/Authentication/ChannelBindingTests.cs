using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Core.Authentication;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

public sealed class ChannelBindingTests
{
    [Theory]
    [InlineData("SHA256", "SHA256")]
    [InlineData("SHA384", "SHA384")]
    [InlineData("SHA512", "SHA512")]
    public void The_certificate_is_hashed_as_it_was_signed(string signature, string hash)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=x", key, new HashAlgorithmName(signature), RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.Equal(
            CryptographicOperations.HashData(new HashAlgorithmName(hash), certificate.RawData),
            ChannelBinding.ToServerEndPoint(certificate));
    }

    [Fact]
    public void A_signature_without_a_hash_of_its_own_gives_none()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.Null(ChannelBinding.ToServerEndPoint(certificate));
    }
}
