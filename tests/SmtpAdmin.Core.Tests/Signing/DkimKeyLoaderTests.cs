using System;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using SmtpAdmin.Core.Signing;
using Xunit;

namespace SmtpAdmin.Core.Tests.Signing;

public sealed class DkimKeyLoaderTests : IDisposable
{
    private readonly DkimTestKeys _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void Keys_are_read_as_PKCS8_PKCS1_and_as_the_seed_of_dknewkey()
    {
        DkimSigningKey pkcs8 = DkimKeyLoader.Load(_keys.Rsa);
        DkimSigningKey pkcs1 = Load(_keys.RsaPkcs1);
        DkimSigningKey ed25519 = DkimKeyLoader.Load(_keys.Ed25519);
        DkimSigningKey seed = Load(_keys.Ed25519Seed + "\n");

        Assert.Equal(pkcs8.PrivateKey, pkcs1.PrivateKey);
        Assert.Equal(2048, pkcs8.Bits);
        Assert.Equal(PublicHalf(ed25519), PublicHalf(seed));
    }

    [Fact]
    public void A_key_below_1024_bits_is_refused_and_one_below_2048_has_a_warning()
    {
        using RSA tooShort = RSA.Create(768);
        using RSA rather = RSA.Create(1024);

        string refusal = Refusal(tooShort.ExportPkcs8PrivateKeyPem());
        DkimSigningKey taken = Load(rather.ExportPkcs8PrivateKeyPem());

        Assert.EndsWith("has 768 bits; DKIM needs 1024.", refusal, StringComparison.Ordinal);
        Assert.Equal(
            "The DKIM key s1._domainkey.example.com has 1024 bits; 2048 are recommended (RFC 8301).", taken.Warning);
        Assert.Null(DkimKeyLoader.Load(_keys.Rsa).Warning);
        Assert.Null(DkimKeyLoader.Load(_keys.Ed25519).Warning);
    }

    [Fact]
    public void A_file_that_holds_another_thing_is_refused_by_name_and_reason()
    {
        using RSA rsa = RSA.Create(2048);
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var password = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        string pem = rsa.ExportPkcs8PrivateKeyPem();

        Assert.Contains("is encrypted", Refusal(rsa.ExportEncryptedPkcs8PrivateKeyPem("secret", password)), StringComparison.Ordinal);
        Assert.Contains("holds a public key", Refusal(rsa.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
        Assert.Contains("neither RSA nor Ed25519", Refusal(ec.ExportPkcs8PrivateKeyPem()), StringComparison.Ordinal);
        Assert.Contains("neither RSA nor Ed25519", Refusal(ec.ExportECPrivateKeyPem()), StringComparison.Ordinal);
        Assert.Contains("damaged", Refusal(pem.Remove(60, 400)), StringComparison.Ordinal);
        Assert.Contains("damaged", Refusal(pem.Insert(100, "*")), StringComparison.Ordinal);
        Assert.Contains("damaged", Refusal("-----BEGIN NOTHING-----"), StringComparison.Ordinal);
        Assert.Contains("in Base64", Refusal("not a key"), StringComparison.Ordinal);
        Assert.Contains("32 bytes", Refusal("c2hvcnQ="), StringComparison.Ordinal);
        Assert.Contains("in Base64", Refusal(string.Empty + "\0"), StringComparison.Ordinal);
        Assert.Contains("too large", Refusal(new string('A', 70000)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_error_repeats_anything_of_the_key()
    {
        using RSA rsa = RSA.Create(2048);
        string pem = rsa.ExportPkcs8PrivateKeyPem();
        string body = pem.Split('\n')[10];

        SmtpAdminException error = Assert.Throws<SmtpAdminException>(() => Load(pem.Insert(pem.IndexOf(body, StringComparison.Ordinal), "!")));

        Assert.DoesNotContain(body, error.ToString(), StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        SmtpAdminException error =
            Assert.Throws<SmtpAdminException>(() => DkimKeyLoader.Load(DkimTestKeys.Key("s1", "/nowhere/s1.pem")));

        Assert.Equal(ErrorKind.SigningKeyInvalid, error.Kind);
        Assert.Contains("'/nowhere/s1.pem' cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "s1", null)]
    [InlineData("exa mple.com", "s1", null)]
    [InlineData("example.com; t=1", "s1", null)]
    [InlineData("[192.0.2.1]", "s1", null)]
    [InlineData("example.com", "", null)]
    [InlineData("example.com", "s1;x", null)]
    [InlineData("example.com", "s1\r\nX: y", null)]
    [InlineData("example.com", "-s1", null)]
    [InlineData("example.com", "s1", "alice@example.net")]
    [InlineData("example.com", "s1", "alice@notexample.com")]
    [InlineData("example.com", "s1", "alice")]
    [InlineData("example.com", "s1", "a;b=c@example.com")]
    [InlineData("example.com", "s1", "a\r\nb@example.com")]
    public void Names_that_cannot_stand_in_a_signature_are_refused(string domain, string selector, string? identity)
    {
        SmtpDkimKey key = _keys.Rsa;
        (key.Domain, key.Selector, key.Identity) = (domain, selector, identity);

        SmtpAdminException error = Assert.Throws<SmtpAdminException>(() => DkimKeyLoader.Load(key));

        Assert.Equal(ErrorKind.SigningKeyInvalid, error.Kind);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("example.com", "2026.mail", "@example.com")]
    [InlineData("example.com", "20261124", "alice@mail.example.com")]
    [InlineData("b\u00fccher.example", "s1", null)]
    public void Names_of_the_grammar_are_taken(string domain, string selector, string? identity)
    {
        SmtpDkimKey key = _keys.Rsa;
        (key.Domain, key.Selector, key.Identity) = (domain, selector, identity);

        Assert.Equal(selector, DkimKeyLoader.Load(key).Selector);
    }

    private DkimSigningKey Load(string text) => DkimKeyLoader.Load(DkimTestKeys.Key("s1", _keys.WriteText("other.key", text)));

    private string Refusal(string text)
    {
        SmtpAdminException error = Assert.Throws<SmtpAdminException>(() => Load(text));
        Assert.Equal(ErrorKind.SigningKeyInvalid, error.Kind);
        Assert.Contains("other.key", error.Message, StringComparison.Ordinal);
        return error.Message;
    }

    private static byte[] PublicHalf(DkimSigningKey key) =>
        ((Ed25519PrivateKeyParameters)key.PrivateKey).GeneratePublicKey().GetEncoded();
}
