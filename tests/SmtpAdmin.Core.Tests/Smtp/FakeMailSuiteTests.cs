using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Files;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

/// <summary>Runs the server scripts of the fake-mail-server suite against a session that requires STARTTLS.</summary>
public sealed class FakeMailSuiteTests
{
    private const int ScriptCount = 42;

    [Fact]
    public async Task No_script_makes_a_session_speak_on_without_TLS()
    {
        string? suite = ConformanceData.Find("smtp-client-fakemail/testcases/smtp");
        if (suite is null)
        {
            Assert.Skip(ConformanceData.Absent);
        }

        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.Issue("127.0.0.1");
        string[] files = Directory.GetFiles(suite, "*.ron", SearchOption.AllDirectories);

        // A file that went missing must not look like one that passed.
        Assert.Equal(ScriptCount, files.Length);
        foreach (string file in files)
        {
            await using var server = new ScriptedServer();
            string script = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            bool opens = Write(server, script, certificate);
            Exception? failure = await Record.ExceptionAsync(() => OpenAndCloseAsync(server, ca.Root));

            Assert.True(failure is null or SmtpAdminException, $"{file}: {failure}");
            Assert.True(opens == (failure is null), $"{file}: {failure?.Message}{Environment.NewLine}{server}");
            await server.VerifyAsync();
        }
    }

    // The suite has no files of certificates: its four cases are made here, each with the setup's server.
    [Theory]
    [InlineData("expired", "it expired on")]
    [InlineData("wrong name", "it is for example.org")]
    [InlineData("self-signed", "it is self-signed")]
    [InlineData("unknown authority", "does not trust")]
    public async Task No_bad_certificate_gets_a_credential(string fault, string part)
    {
        using var ca = new TestCa();
        using X509Certificate2 other = TestCa.SelfSigned("other.example");
        using X509Certificate2 certificate = fault switch
        {
            "expired" => ca.IssueExpired("127.0.0.1"),
            "wrong name" => ca.Issue("example.org"),
            "self-signed" => TestCa.SelfSigned("127.0.0.1"),
            _ => ca.Issue("127.0.0.1"),
        };
        await using ScriptedServer server = new ScriptedServer().Reply("220 example.org")
            .Expect("EHLO *").Reply("250-x", "250 STARTTLS").Expect("STARTTLS").Reply("220 Go").OfferTls(certificate);

        X509Certificate2 trusted = fault == "unknown authority" ? other : ca.Root;

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => OpenAndCloseAsync(server, trusted));

        Assert.Equal(ErrorKind.CertificateInvalid, failure.Kind);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        await server.VerifyAsync();
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    // The second step of Buffering/B_1, which stands there as a comment: replies injected behind the 220.
    [Fact]
    public async Task What_was_injected_behind_the_220_is_a_violation()
    {
        await using ScriptedServer server = new ScriptedServer().Reply("220 example.org")
            .Expect("EHLO *").Reply("250-x", "250 STARTTLS").Expect("STARTTLS")
            .SendRaw("220 Ready to start TLS\r\n250-example.org\r\n250 AUTH LOGIN\r\n");
        using var ca = new TestCa();

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => OpenAndCloseAsync(server, ca.Root));

        Assert.Equal(ErrorKind.ProtocolViolation, failure.Kind);
    }

    [Fact]
    public async Task A_stripped_STARTTLS_is_named_as_such()
    {
        await using ScriptedServer server = new ScriptedServer().Reply("220 example.org")
            .Expect("EHLO *").Reply("250-x", "250 AUTH PLAIN");
        using var ca = new TestCa();

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => OpenAndCloseAsync(server, ca.Root));

        Assert.Equal(ErrorKind.TlsNotOffered, failure.Kind);
    }

    // What the server of the script says as long as the client does what the RFC asks; true where a session results.
    private static bool Write(ScriptedServer server, string script, X509Certificate2 certificate)
    {
        string greeting = Find(script, "greeting") ?? "220 example.org\r\n";
        server.SendRaw(greeting);
        if (!greeting.StartsWith("220", StringComparison.Ordinal))
        {
            return false;
        }

        bool hidesEhlo = Regex.IsMatch(script, @"hide_commands:.*""ehlo""");
        bool offersTls = Regex.IsMatch(
            script, @"\bcapabilities:(?:(?!capabilities_tls).)*StartTLS", RegexOptions.Singleline);
        string ehlo = Find(script, "\"ehlo\"")
            ?? (hidesEhlo ? "502 Unknown\r\n" : offersTls ? "250-x\r\n250 STARTTLS\r\n" : "250-x\r\n250 HELP\r\n");
        server.Expect("EHLO *").SendRaw(ehlo);
        if (ehlo[0] == '5')
        {
            server.Expect("HELO *").SendRaw(Find(script, "\"helo\"") ?? "250 example.org\r\n");
            return false;
        }

        if (!Regex.IsMatch(ehlo, "^250.STARTTLS", RegexOptions.Multiline))
        {
            return false;
        }

        string reply = Find(script, "\"starttls\"") ?? Find(script, "stls_response") ?? "220 Go\r\n";
        server.Expect("STARTTLS").SendRaw(reply);
        if (!reply.StartsWith("220", StringComparison.Ordinal))
        {
            return false;
        }

        server.UpgradeToTls(certificate)
            .Expect("EHLO *").Reply("250-example.org", "250 AUTH PLAIN").Expect("AUTH PLAIN *").Reply("235 Ok");
        return true;
    }

    private static async Task OpenAndCloseAsync(ScriptedServer server, X509Certificate2 root)
    {
        SmtpConnectionOptions options = server.Options(SmtpSecurity.StartTls) with
        {
            Credential = SessionFixture.Credential,
            CertificatePolicy = ServerCertificatePolicy.Verify with { TrustedRoots = [root] },
        };
        await using SmtpSession session = await SessionFixture.OpenAsync(options);
    }

    private static string? Find(string script, string key)
    {
        Match match = Regex.Match(
            script, $@"^\s*{key}\s*:\s*""((?:[^""\\]|\\.)*)""", RegexOptions.IgnoreCase | RegexOptions.Multiline);
        return match.Success ? Regex.Unescape(match.Groups[1].Value) : null;
    }
}
