using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class TranscriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => _folder.Combine("transcript.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dialogue_is_written_line_by_line_without_content()
    {
        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer()
            .Greet("STARTTLS").Expect("STARTTLS").Reply("220 2.0.0 Go").UpgradeToTls(certificate).AnswerEhlo()
            .Expect("MAIL *").Reply("250 2.1.0 Ok").Expect("RCPT *").Reply("250-one", "250 two")
            .Expect("DATA").Reply("354 Go").ExpectContent().Reply("250 2.0.0 Ok: queued");
        using (var file = TranscriptFile.Open(Path))
        {
            SmtpConnectionOptions options = server.Options(SmtpSecurity.StartTls) with
            {
                Transcript = file,
                ConnectionNumber = 7,
                CertificatePolicy = ServerCertificatePolicy.AcceptAny,
            };
            await using SmtpSession session = await SessionFixture.OpenAsync(options);
            using var content = new MemoryStream("Subject: hush\r\n\r\nhush\r\n"u8.ToArray());
            await session.SendAsync("a@x.example", ["b@x.example"], content, 0, false, Token);
        }

        string[] lines = [.. Lines().Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
        Assert.StartsWith($"7 -- connected to 127.0.0.1:{server.Port} from 127.0.0.1:", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("7 -- encrypted with Tls1", StringComparison.Ordinal)
            && line.EndsWith("certificate CN=127.0.0.1", StringComparison.Ordinal));
        Assert.Equal(
            [
                "7 C: MAIL FROM:<a@x.example>", "7 S: 250 2.1.0 Ok",
                "7 C: RCPT TO:<b@x.example>", "7 S: 250-one", "7 S: 250 two",
                "7 C: DATA", "7 S: 354 Go", "7 -- message of 26 bytes sent", "7 S: 250 2.0.0 Ok: queued",
                "7 C: QUIT", "7 S: 221 Bye", "7 -- closed",
            ],
            lines[^12..]);
        Assert.DoesNotContain("hush", string.Concat(lines), StringComparison.Ordinal);
    }

    // What a client sends for each mechanism, an initial response included, and what the server asks.
    [Theory]
    [InlineData("PLAIN", "AUTH PLAIN AGFubmEAczNjcmV0")]
    [InlineData("PLAIN in two steps", "AUTH PLAIN", "334 ", "AGFubmEAczNjcmV0")]
    [InlineData("LOGIN", "AUTH LOGIN", "334 VXNlcm5hbWU6", "YW5uYQ==", "334 UGFzc3dvcmQ6", "czNjcmV0")]
    [InlineData("LOGIN in one step", "AUTH LOGIN YW5uYQ==", "334 UGFzc3dvcmQ6", "czNjcmV0")]
    [InlineData("CRAM-MD5", "AUTH CRAM-MD5", "334 PDE4OTYuNjk3MTcwOTUyQHg+", "YW5uYSBiOTEzYTYwMmM3ZWRhN2E0OTVi")]
    [InlineData("SCRAM", "AUTH SCRAM-SHA-256 biwsbj1hbm5hLHI9bm9uY2U=", "334 cj1ub25jZXgscz1zYWx0LGk9NDA5Ng==", "Yz1iaXdzLHI9bm9uY2V4LHA9cHJvb2Y=", "334 dj1zaWduYXR1cmU=", "cmVzcG9uc2U=")]
    [InlineData("NTLM", "AUTH NTLM TlRMTVNTUAABAAAA", "334 TlRMTVNTUAACAAAA", "TlRMTVNTUAADAAAA")]
    [InlineData("XOAUTH2", "AUTH XOAUTH2 dXNlcj1hbm5hAWF1dGg9QmVhcmVyIHRva2Vu", "334 eyJzdGF0dXMiOiI0MDEifQ==", "YWJvcnQ=")]
    [InlineData("OAUTHBEARER", "auth oauthbearer bixhPWFubmEsAWF1dGg9QmVhcmVyIHRva2VuAQE=", "334 eyJzdGF0dXMiOiI0MDEifQ==", "AQ==")]
    public async Task No_secret_of_any_mechanism_is_written(string name, params string[] exchange)
    {
        // The server repeats all that it got in its last word, as some do.
        string[] said = [.. exchange.Where((_, index) => index % 2 == 0)];
        string[] secrets = [.. said.Select((line, i) => i > 0 ? line : string.Join(' ', line.Split(' ').Skip(2)))
            .Concat(exchange.Where((_, index) => index % 2 == 1).Select(line => line[4..]))
            .Where(secret => secret.Length > 0)];
        var script = new ScriptedServer();
        for (int i = 0; i < exchange.Length; i += 2)
        {
            script.Expect(exchange[i]).Reply(i + 1 < exchange.Length ? exchange[i + 1] : "535 5.7.8 no: " + string.Join(' ', said));
        }

        await using ScriptedServer server = script.Expect("NOOP").Reply("250 Ok " + said[^1]);
        using (var file = TranscriptFile.Open(Path))
        {
            SmtpConnectionOptions options = server.Options() with { Transcript = file };
            await using SmtpConnection connection = await SmtpConnection.OpenAsync(options, Token);
            foreach (string line in said)
            {
                await connection.ExecuteAsync(line, Token);
            }

            await connection.ExecuteAsync("NOOP", Token);
        }

        string text = File.ReadAllText(Path);
        Assert.True(secrets.Length > 0, name);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.Equal(said.Length, text.Split(" C: ").Length - 2);
        Assert.Contains(said[0].Split(' ')[1], text, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("closed", text.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("C: NOOP", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_one_line_bounded_and_printable()
    {
        var clock = new ManualClock();
        using (var file = TranscriptFile.Open(Path))
        {
            file.Write(new TranscriptEntry(clock.GetUtcNow(), 2, TranscriptSource.Server, "250 a\r\n\u001b[2Jb"));
            file.Write(new TranscriptEntry(clock.GetUtcNow(), 2, TranscriptSource.Server, new string('x', 5000)));
        }

        Assert.Equal("2026-01-02T03:04:05.000Z 2 S: 250 a\uFFFD\uFFFD\uFFFD[2Jb", Lines()[0]);
        Assert.InRange(Lines()[1].Length, 1000, 1050);
    }

    [Fact]
    public void Several_connections_and_several_runs_share_one_file()
    {
        for (int run = 0; run < 2; run++)
        {
            using var file = TranscriptFile.Open(Path);
            Parallel.For(0, 8, connection =>
            {
                for (int i = 0; i < 100; i++)
                {
                    file.Write(new TranscriptEntry(
                        DateTimeOffset.UnixEpoch, connection, TranscriptSource.Client, $"NOOP {connection} {i}"));
                }
            });
        }

        Assert.Equal(1600, Lines().Length);
        Assert.All(Lines(), line => Assert.Matches(@"^1970-01-01T00:00:00\.000Z (\d) C: NOOP \1 \d+$", line));
    }

    [Fact]
    public void A_new_file_is_its_owners_alone()
    {
        Assert.SkipWhen(IsNetStandard(), "the build for Windows PowerShell sets no rights elsewhere");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes the rights of the folder");

        TranscriptFile.Open(Path).Dispose();

        // The condition is for the analyzer, which does not see that the test was skipped.
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        }
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_an_error_at_once()
    {
        var failure = Assert.Throws<SmtpAdminException>(() => TranscriptFile.Open(_folder.Combine("none/transcript.log")));
        Assert.Equal(ErrorKind.OutputUnwritable, failure.Kind);
    }

    [Fact]
    public async Task A_full_disk_is_told_afterwards_and_does_not_touch_the_mail()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        await using ScriptedServer server = new ScriptedServer().Greet();
        using var file = TranscriptFile.Open("/dev/full");

        await using (await SessionFixture.OpenAsync(server.Options() with { Transcript = file }))
        {
        }

        await server.VerifyAsync();
        Assert.Equal(ErrorKind.OutputUnwritable, file.Failure?.Kind);
    }

    private string[] Lines() => File.ReadAllLines(Path);

    private static bool IsNetStandard() => typeof(TranscriptFile).Assembly
        .GetCustomAttributes(typeof(TargetFrameworkAttribute), false)
        .OfType<TargetFrameworkAttribute>()
        .Any(framework => framework.FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal));
}
