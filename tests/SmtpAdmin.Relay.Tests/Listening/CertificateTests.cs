using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Listening;

public sealed class CertificateTests : IDisposable
{
    private readonly TestCa _authority = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("one.test", 0)]
    [InlineData("ONE.test", 0)]
    [InlineData("two.test", 1)]
    [InlineData("sub.two.test", 1)]
    [InlineData("a.b.two.test", 0)]
    [InlineData("other.test", 0)]
    [InlineData("127.0.0.1", 0)]
    public async Task A_client_sees_the_certificate_of_the_name_it_asks_for(string name, int expected)
    {
        X509Certificate2[] certificates = [_authority.Issue("one.test"), _authority.Issue("two.test", "*.two.test")];
        await using TestRelay relay = TestRelay.Start(Options with { Certificate = certificates[0], OtherCertificates = [certificates[1]] });
        (string thumbprint, _, string line) = await TlsClient.ConnectAsync(relay.EndPoint, name);
        Assert.Equal(certificates[expected].Thumbprint, thumbprint);
        Assert.StartsWith("220 ", line);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_renewed_PEM_file_serves_without_a_restart(bool keyApart)
    {
        RelayCertificateFile file = Write(_authority.Issue("one.test"), keyApart);
        await using TestRelay relay = TestRelay.Start(Options with { CertificateFiles = [file] });
        string first = (await TlsClient.ConnectAsync(relay.EndPoint, "one.test")).Thumbprint;
        Assert.Equal(first, relay.Server.CertificateThumbprint);
        X509Certificate2 renewed = _authority.Issue("one.test");
        Write(renewed, keyApart);
        Assert.Equal(renewed.Thumbprint, (await TlsClient.ConnectAsync(relay.EndPoint, "one.test")).Thumbprint);
        Assert.NotEqual(first, renewed.Thumbprint);
        Assert.Equal(0, relay.Server.Counters.CertificateFaults);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_any_more_leaves_the_certificate_before()
    {
        RelayCertificateFile file = Write(_authority.Issue("one.test"), keyApart: true);
        await using TestRelay relay = TestRelay.Start(Options with { CertificateFiles = [file] });
        string first = (await TlsClient.ConnectAsync(relay.EndPoint, "one.test")).Thumbprint;

        // The certificate is there already, and its key is still the old one.
        X509Certificate2 renewed = _authority.Issue("one.test");
        await File.WriteAllTextAsync(file.Path, renewed.ExportCertificatePem() + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(first, (await TlsClient.ConnectAsync(relay.EndPoint, "one.test")).Thumbprint);
        File.Delete(file.Path);
        Assert.Equal(first, (await TlsClient.ConnectAsync(relay.EndPoint, "one.test")).Thumbprint);
        Assert.Equal(2, relay.Server.Counters.CertificateFaults);
        Write(renewed, keyApart: true);
        Assert.Equal(renewed.Thumbprint, (await TlsClient.ConnectAsync(relay.EndPoint, "one.test")).Thumbprint);
    }

    [Fact]
    public async Task A_PKCS12_file_serves_with_its_password()
    {
        X509Certificate2 certificate = _authority.Issue("one.test");
        string path = Path.Combine(_folder.Path, "relay.pfx");
        await File.WriteAllBytesAsync(
            path, certificate.Export(X509ContentType.Pkcs12, "secret"), TestContext.Current.CancellationToken);
        var file = new RelayCertificateFile(path) { Password = new NetworkCredential("", "secret").SecurePassword };
        await using TestRelay relay = TestRelay.Start(Options with { CertificateFiles = [file] });
        Assert.Equal(certificate.Thumbprint, (await TlsClient.ConnectAsync(relay.EndPoint, "one.test")).Thumbprint);
    }

    [Fact]
    public async Task Issuers_in_the_file_are_sent_along()
    {
        using TestCa below = _authority.IssueAuthority();
        RelayCertificateFile file = Write(below.Issue("one.test"), keyApart: false, below.Root.ExportCertificatePem());
        await using TestRelay relay = TestRelay.Start(Options with { CertificateFiles = [file] });
        Assert.Contains("CN=Test authority below", (await TlsClient.ConnectAsync(relay.EndPoint, "one.test")).Issuers);
    }

    [Theory]
    [InlineData("no such file", null)]
    [InlineData("empty", "")]
    [InlineData("no certificate", "-----BEGIN NOTHING-----\n-----END NOTHING-----\n")]
    [InlineData("binary", "\0\u0001\u0002")]
    public void A_file_that_holds_no_certificate_is_a_clear_error(string name, string? content)
    {
        string path = Path.Combine(_folder.Path, name);
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        RelayOptions options = Options with { CertificateFiles = [new RelayCertificateFile(path)] };
        var error = Assert.Throws<SmtpAdminException>(() => RelayServer.Start(options, new CaptureStore(1)));
        Assert.Equal(ErrorKind.RelayCertificateInvalid, error.Kind);
        Assert.Contains(path, error.Message);
    }

    private static RelayOptions Options => TestRelay.Options with { Security = RelaySecurity.ImplicitTls };

    private RelayCertificateFile Write(X509Certificate2 certificate, bool keyApart, string issuers = "")
    {
        string path = Path.Combine(_folder.Path, "relay.pem");
        string keyPath = Path.Combine(_folder.Path, "relay.key");
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        string keyText = key.ExportPkcs8PrivateKeyPem() + "\n";
        string text = certificate.ExportCertificatePem() + "\n" + issuers + "\n";
        File.WriteAllText(keyPath, keyApart ? keyText : string.Empty);
        File.WriteAllText(path, keyApart ? text : text + keyText);
        return new RelayCertificateFile(path) { KeyPath = keyApart ? keyPath : null };
    }
}
