using System;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Servers that close, fall silent or cannot be trusted, at each stage.</summary>
public sealed class SendConnectionTests : IDisposable
{
    private const string Send = "Send-SmtpMessage -From a@example.com -To b@example.com -Subject s ";

    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(SendServer.Greeting, "ConnectionLost", SendStatus.Failed)]
    [InlineData("EHLO", "ConnectionLost", SendStatus.Failed)]
    [InlineData("MAIL", "ConnectionLost", SendStatus.Failed)]
    [InlineData("RCPT", "ConnectionLost", SendStatus.Failed)]
    [InlineData("DATA", "ConnectionLost", SendStatus.Failed)]
    [InlineData(SendServer.Dot, "OutcomeUnknown", SendStatus.Unknown)]
    public async Task A_server_that_closes_is_reported_and_nothing_comes_twice(string stage, string id, SendStatus status)
    {
        await using var server = new SendServer
        {
            Answer = (line, _) => line.StartsWith(stage, StringComparison.Ordinal) ? SendServer.Close : null,
        };
        EngineResult result = _engine.Run($"{Send} -Server {server.Address} -RetryCount 0");

        Assert.StartsWith(id + ",", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(status, Assert.IsType<SmtpSendResult>(Assert.Single(result.Output)).Status);
        Assert.Equal(stage == SendServer.Dot ? 1 : 0, server.Contents.Count);
    }

    [Fact]
    public async Task What_the_server_may_have_taken_is_sent_again_only_when_asked()
    {
        await using var server = new SendServer
        {
            Answer = (line, connection) => line == SendServer.Dot && connection % 2 == 1 ? SendServer.Close : null,
        };
        EngineResult unasked = _engine.Run($"{Send} -Server {server.Address} -RetryCount 1 -RetryDelaySec 1");
        Assert.Single(server.Contents);
        Assert.StartsWith("OutcomeUnknown,", unasked.Error.FullyQualifiedErrorId, StringComparison.Ordinal);

        await using var other = new SendServer
        {
            Answer = (line, connection) => line == SendServer.Dot && connection == 1 ? SendServer.Close : null,
        };
        SmtpSendResult asked = _engine.Run(
            $"{Send} -Server {other.Address} -RetryCount 1 -RetryDelaySec 1 -ResendUnknown").Single<SmtpSendResult>();
        Assert.Equal((SendStatus.Sent, 2), (asked.Status, other.Contents.Count));
    }

    [Fact]
    public async Task A_silent_server_is_given_up_and_the_error_names_the_stage()
    {
        string[] stages = [SendServer.Greeting, "EHLO", "MAIL", "RCPT", "DATA", SendServer.Dot];
        SendServer[] servers = [.. stages.Select(stage => new SendServer
        {
            Extensions = ["8BITMIME"],
            Answer = (line, _) => line.StartsWith(stage, StringComparison.Ordinal) ? SendServer.Silence : null,
        })];
        try
        {
            // Each has a way of its own, so all of them are waited for at once.
            EngineResult result = _engine.Run(
                "$servers | ForEach-Object { [pscustomobject]@{ Server = $_ } } | " + Send + " -TimeoutSec 1",
                ("servers", servers.Select(server => server.Address).ToArray()));

            Assert.Equal(stages.Length, result.Errors.Count);
            for (int index = 0; index < stages.Length; index++)
            {
                ErrorRecord error = Assert.Single(
                    result.Errors, one => one.ToString().Contains(servers[index].Address, StringComparison.Ordinal));
                bool isDot = stages[index] == SendServer.Dot;
                Assert.StartsWith(
                    isDot ? "OutcomeUnknown," : "ConnectionTimeout,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
                Assert.Contains(
                    isDot ? "message's end" : stages[index].Trim('(', ')'), error.ToString(), StringComparison.OrdinalIgnoreCase);
            }
        }
        finally
        {
            foreach (SendServer server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_certificate_that_expired_or_names_another_host_stops_the_message()
    {
        using var authority = new TestCa();
        string root = _folder.Write("root.pem", Encoding.ASCII.GetBytes(authority.Root.ExportCertificatePem()));
        using X509Certificate2 good = authority.Issue("127.0.0.1");
        using X509Certificate2 expired = authority.IssueExpired("127.0.0.1");
        using X509Certificate2 wrong = authority.Issue("other.example");

        Assert.Null(await TlsErrorAsync(good, root));
        Assert.Contains("expired", await TlsErrorAsync(expired, root), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("other.example", await TlsErrorAsync(wrong, root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_from_whose_answer_STARTTLS_is_missing_gets_no_message()
    {
        await using var server = new SendServer();
        ErrorRecord error = _engine.Run($"{Send} -Server {server.Address} -UseSsl").Error;

        Assert.StartsWith("TlsNotOffered,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, server.Count("MAIL"));
    }

    [Fact]
    public async Task What_is_injected_behind_the_answer_to_STARTTLS_ends_the_connection()
    {
        await using var server = new ScriptedServer();
        server.Reply("220 test").Expect("EHLO *").Reply("250-test", "250 STARTTLS").Expect("STARTTLS")
            .SendRaw("220 Go ahead\r\n250-test\r\n250 AUTH PLAIN\r\n");
        ErrorRecord error = _engine.Run($"{Send} -Server 127.0.0.1:{server.Port} -Security StartTls").Error;

        Assert.StartsWith("ProtocolViolation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    /// <summary>The text of the error, or null where the message was sent.</summary>
    private async Task<string?> TlsErrorAsync(X509Certificate2 certificate, string root)
    {
        await using var server = new SendServer { Certificate = certificate };
        EngineResult result = _engine.Run(
            $"{Send} -Server {server.Address} -Security StartTls -TrustedCaPath '{root}' -RevocationCheck None");
        if (result.Errors.Count == 0)
        {
            Assert.Single(server.Contents);
            return null;
        }

        Assert.StartsWith("CertificateInvalid,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, server.Count("MAIL"));
        return result.Error.ToString();
    }
}
