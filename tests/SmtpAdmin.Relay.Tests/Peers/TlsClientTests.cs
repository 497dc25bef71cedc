using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Peers;

/// <summary>Real TLS clients say STARTTLS to a relay and verify its certificate.</summary>
public sealed class TlsClientTests : IDisposable
{
    private const string HostName = "relay.test";

    private readonly TestCa _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;

    public TlsClientTests()
    {
        _certificate = _authority.Issue(HostName);
        _root = _folder.Write("root.pem", Encoding.ASCII.GetBytes(_authority.Root.ExportCertificatePem()));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("-tls1_2", "TLSv1.2")]
    [InlineData("-tls1_3", "TLSv1.3")]
    public async Task Openssl_verifies_the_certificate_and_talks_on_under_TLS(string option, string version)
    {
        string openssl = DebianTool.OpenSsl.FindOrSkip();
        await using TestRelay relay = Start();
        string[] connect = ["s_client", "-starttls", "smtp", "-connect", $"127.0.0.1:{relay.EndPoint.Port}", option];
        string[] verify = ["-CAfile", _root, "-verify_hostname", HostName, "-verify_return_error"];

        ToolResult result = await ToolRun.RunAsync(
            openssl, [.. connect, .. verify, "-brief", "-quiet"], "EHLO client.test\r\nQUIT\r\n"u8.ToArray());

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains($"Protocol version: {version}", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Verification: OK", result.Errors, StringComparison.Ordinal);
        Assert.Contains("AUTH ", result.Output, StringComparison.Ordinal);
        Assert.Contains("221 2.0.0 ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posttls_finger_finds_a_verified_server()
    {
        string finger = DebianTool.PosttlsFinger.FindOrSkip();
        await using TestRelay relay = Start();

        ToolResult result = await ToolRun.RunAsync(
            finger, ["-c", "-l", "secure", "-F", _root, $"[127.0.0.1]:{relay.EndPoint.Port}", HostName]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Verified TLS connection established", result.Output, StringComparison.Ordinal);
    }

    private TestRelay Start() => TestRelay.Start(TestRelay.Options with
    {
        Certificate = _certificate,
        Users = [new NetworkCredential(TestRelay.User, TestRelay.Password)],
    });
}
