using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;
using SmtpAdmin.Core.Authentication.OAuth;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication.OAuth;

public sealed class ServiceAccountKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(3072)]
    public void A_key_file_gives_its_key(int bits)
    {
        using RSA key = RSA.Create(bits);

        ServiceAccountKey account = ServiceAccountKey.Read(Write("service_account", key.ExportPkcs8PrivateKeyPem()));

        using RSA read = account.CreateKey();
        Assert.Equal(key.ExportRSAPrivateKey(), read.ExportRSAPrivateKey());
        Assert.Equal("mailer@project.iam.gserviceaccount.com", account.ClientEmail);
        Assert.Equal("kid", account.KeyId);
    }

    [Theory]
    [InlineData("authorized_user", "x", "not of the type service_account")]
    [InlineData("service_account", "s3cret", "holds no key that can be read")]
    [InlineData("service_account", "-----BEGIN PRIVATE KEY-----\ns3cret\n-----END PRIVATE KEY-----", "holds no key")]
    [InlineData("service_account", "-----BEGIN PRIVATE KEY-----\nMAMCAQA=\n-----END PRIVATE KEY-----", "holds no key")]
    [InlineData("service_account", "-----END PRIVATE KEY----------BEGIN PRIVATE KEY-----", "holds no key")]
    public void A_file_without_such_a_key_is_told_and_not_quoted(string type, string key, string expected)
    {
        var failure = Assert.Throws<SmtpAdminException>(() => ServiceAccountKey.Read(Write(type, key)));

        Assert.Equal(ErrorKind.TokenKeyInvalid, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_algorithm_is_refused()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Throws<SmtpAdminException>(
            () => ServiceAccountKey.Read(Write("service_account", key.ExportPkcs8PrivateKeyPem())));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"type":"service_account"}""")]
    [InlineData("")]
    public void A_file_that_is_no_key_file_is_refused(string content)
    {
        string path = Path.Combine(_folder.Path, "key.json");
        File.WriteAllText(path, content);

        Assert.Equal(
            ErrorKind.TokenKeyInvalid, Assert.Throws<SmtpAdminException>(() => ServiceAccountKey.Read(path)).Kind);
    }

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_refused()
    {
        string path = Path.Combine(_folder.Path, "large.json");
        File.WriteAllText(path, new string(' ', 100_000));

        Assert.Throws<SmtpAdminException>(() => ServiceAccountKey.Read(path));
        Assert.Throws<SmtpAdminException>(() => ServiceAccountKey.Read(Path.Combine(_folder.Path, "none.json")));
    }

    private string Write(string type, string key)
    {
        string path = Path.Combine(_folder.Path, "key.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            type,
            client_email = "mailer@project.iam.gserviceaccount.com",
            private_key_id = "kid",
            private_key = key,
        }));
        return path;
    }
}
