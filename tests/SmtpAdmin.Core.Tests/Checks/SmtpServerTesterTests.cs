using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Checks;
using SmtpAdmin.Core.Tests.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Checks;

public sealed class SmtpServerTesterTests : IDisposable
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(300);
    private readonly TestCa _ca = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ca.Dispose();

    [Fact]
    public async Task A_good_server_passes_every_check()
    {
        using X509Certificate2 certificate = _ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS", "SIZE 10")
            .Expect("STARTTLS").Reply("220 Go").UpgradeToTls(certificate)
            .AnswerEhlo("SIZE 20", "AUTH PLAIN").Expect("QUIT").Reply("221 Bye");

        SmtpServerTestResult result = await TestAsync(server);

        Assert.All(result.Findings, finding => Assert.True(finding.Status == CheckStatus.Pass, finding.ToString()));
        Assert.Equal(13, result.Findings.Count);
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.Equal("mx.example ESMTP", result.Banner);
        Assert.Equal(["SIZE 20", "AUTH PLAIN", "HELP"], result.Capabilities);
        Assert.Equal(["PLAIN"], result.AuthenticationMechanisms);
        Assert.Equal(20, result.MaximumMessageSize);
        Assert.Equal("127.0.0.1", result.Address);
        Assert.Equal(server.Port, result.Server.Port);
        Assert.Equal(certificate.Thumbprint, result.Certificate!.Thumbprint);
        Assert.NotNull(result.TlsProtocol);
        await server.VerifyAsync();
    }

    [Fact]
    public async Task Implicit_TLS_asks_nothing_of_STARTTLS()
    {
        using X509Certificate2 certificate = _ca.Issue("127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().UpgradeToTls(certificate).Greet();

        SmtpServerTestResult result = await TestAsync(server, SmtpSecurity.ImplicitTls);

        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.DoesNotContain(result.Findings, finding => finding.Code.Contains("STARTTLS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_security_nothing_is_asked_of_TLS()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS", "AUTH LOGIN");

        SmtpServerTestResult result = await TestAsync(server, SmtpSecurity.None);

        AssertFinding(result, "SMTP-AUTH-PLAINTEXT", CheckStatus.Warn, "LOGIN");
        Assert.Equal(6, result.Findings.Count);
        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.Null(result.Certificate);
        await server.VerifyAsync();
    }

    [Theory]
    [InlineData("expired", "SMTP-CERT-EXPIRY")]
    [InlineData("wrong name", "SMTP-CERT-NAME")]
    [InlineData("untrusted", "SMTP-CERT-TRUST")]
    public async Task A_bad_certificate_fails_its_own_check_and_no_other(string what, string code)
    {
        using var otherCa = new TestCa();
        using X509Certificate2 certificate = what switch
        {
            "expired" => _ca.IssueExpired("127.0.0.1"),
            "wrong name" => _ca.Issue("mx.example"),
            _ => otherCa.Issue("127.0.0.1"),
        };
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").Reply("220 Go").UpgradeToTls(certificate).AnswerEhlo();

        SmtpServerTestResult result = await TestAsync(server);

        Assert.Equal(code, Assert.Single(result.Findings, finding => finding.Status != CheckStatus.Pass).Code);
        Assert.Equal(CheckStatus.Fail, result.Status);
        await server.VerifyAsync();
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_a_warning()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = _ca.Issue(now.AddDays(-1), now.AddDays(10), "127.0.0.1");
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").Reply("220 Go").UpgradeToTls(certificate).AnswerEhlo();

        AssertFinding(await TestAsync(server), "SMTP-CERT-EXPIRY", CheckStatus.Warn, "soon");
    }

    [Theory]
    [InlineData("554 5.7.1 Go away", "no SMTP service")]
    [InlineData("421 4.3.2 Too busy", "busy")]
    [InlineData("220 x\r\n250 Already talking", "more than its greeting")]
    [InlineData("SSH-2.0-OpenSSH_9", "no SMTP reply")]
    [InlineData("\u0001\u0002\u001b[31m", "no SMTP reply")]
    [InlineData("250 Wrong code", "did not greet")]
    public async Task A_wrong_banner_fails_and_the_rest_is_unknown(string banner, string evidence)
    {
        await using ScriptedServer server = new ScriptedServer().Reply(banner);

        SmtpServerTestResult result = await TestAsync(server);

        AssertFinding(result, "SMTP-CONNECT", CheckStatus.Pass, "127.0.0.1");
        AssertFinding(result, "SMTP-BANNER", CheckStatus.Fail, evidence);
        AssertUnknownBehind(result, "SMTP-BANNER", except: "SMTP-QUIT");
        Assert.DoesNotContain(result.Findings.SelectMany(finding => finding.Evidence), char.IsControl);
    }

    [Fact]
    public async Task A_reply_without_end_fails()
    {
        string endless = string.Concat(Enumerable.Repeat("250-more\r\n", 20_000));
        await using ScriptedServer server = new ScriptedServer().Reply("220 x")
            .Expect("EHLO *").SendRaw(endless).Hang();

        SmtpServerTestResult result = await TestAsync(server);

        AssertFinding(result, "SMTP-EHLO", CheckStatus.Fail, "more than");
        AssertUnknownBehind(result, "SMTP-EHLO");
    }

    [Theory]
    [InlineData("502 What?", "250 Hello", CheckStatus.Warn)]
    [InlineData("502 What?", "502 What?", CheckStatus.Fail)]
    public async Task A_server_that_knows_no_EHLO_is_tried_with_HELO(string ehlo, string helo, CheckStatus expected)
    {
        await using ScriptedServer server = new ScriptedServer().Reply("220 x")
            .Expect("EHLO *").Reply(ehlo).Expect("HELO *").Reply(helo);

        SmtpServerTestResult result = await TestAsync(server);

        AssertFinding(result, "SMTP-EHLO", expected, "502 What?");
        AssertFinding(result, "SMTP-QUIT", CheckStatus.Pass, "221");
    }

    [Fact]
    public async Task STARTTLS_that_is_not_offered_and_not_required_leaves_nothing_of_TLS_to_ask_for()
    {
        await using ScriptedServer server = new ScriptedServer().Greet();

        SmtpServerTestResult result = await TestAsync(server, SmtpSecurity.Auto);

        AssertFinding(result, "SMTP-STARTTLS-OFFERED", CheckStatus.Warn, "not among");
        Assert.DoesNotContain(result.Findings, finding => finding.Code.Contains("CERT", StringComparison.Ordinal));
        Assert.Equal(CheckStatus.Warn, result.Status);
    }

    [Fact]
    public async Task STARTTLS_that_is_not_offered_though_required_leaves_TLS_unknown()
    {
        await using ScriptedServer server = new ScriptedServer().Greet();

        SmtpServerTestResult result = await TestAsync(server, SmtpSecurity.StartTls);

        AssertFinding(result, "SMTP-STARTTLS-OFFERED", CheckStatus.Fail, "not among");
        foreach (string code in new[] { "SMTP-TLS-HANDSHAKE", "SMTP-CERT-TRUST", "SMTP-STARTTLS-CLEAN" })
        {
            AssertFinding(result, code, CheckStatus.Unknown, "SMTP-STARTTLS-OFFERED");
        }

        AssertFinding(result, "SMTP-AUTH-PLAINTEXT", CheckStatus.Pass, "No AUTH");
        AssertFinding(result, "SMTP-QUIT", CheckStatus.Pass, "221");
    }

    [Fact]
    public async Task A_STARTTLS_that_is_offered_and_refused_fails_the_handshake()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").Reply("454 4.7.0 Not now");

        SmtpServerTestResult result = await TestAsync(server);

        AssertFinding(result, "SMTP-STARTTLS-OFFERED", CheckStatus.Pass, "");
        AssertFinding(result, "SMTP-TLS-HANDSHAKE", CheckStatus.Fail, "454 4.7.0 Not now");
        AssertFinding(result, "SMTP-STARTTLS-CLEAN", CheckStatus.Unknown, "SMTP-TLS-HANDSHAKE");
        AssertFinding(result, "SMTP-QUIT", CheckStatus.Pass, "221");
    }

    [Fact]
    public async Task Data_behind_the_220_to_STARTTLS_fails()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").SendRaw("220 Go\r\n250 AUTH LOGIN\r\n");

        SmtpServerTestResult result = await TestAsync(server);

        AssertFinding(result, "SMTP-STARTTLS-CLEAN", CheckStatus.Fail, "between");
        AssertFinding(result, "SMTP-TLS-HANDSHAKE", CheckStatus.Unknown, "SMTP-STARTTLS-CLEAN");
        await server.VerifyAsync();
    }

    [Fact]
    public async Task A_connection_closed_in_the_handshake_fails_it()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("STARTTLS")
            .Expect("STARTTLS").Reply("220 Go").Close();

        SmtpServerTestResult result = await TestAsync(server);

        AssertFinding(result, "SMTP-TLS-HANDSHAKE", CheckStatus.Fail, "");
        AssertFinding(result, "SMTP-CERT-NAME", CheckStatus.Unknown, "SMTP-TLS-HANDSHAKE");
    }

    [Theory]
    [InlineData("SMTP-BANNER")]
    [InlineData("SMTP-EHLO")]
    [InlineData("SMTP-TLS-HANDSHAKE")]
    public async Task A_server_that_falls_silent_is_unknown_from_there(string code)
    {
        var script = new ScriptedServer();
        await using ScriptedServer server = code switch
        {
            "SMTP-BANNER" => script.Hang(),
            "SMTP-EHLO" => script.Reply("220 x").Expect("EHLO *").Hang(),
            _ => script.Greet("STARTTLS").Expect("STARTTLS").Reply("220 Go").Hang(),
        };

        SmtpServerTestOptions options = Options(server) with { StepTimeout = s_short };
        SmtpServerTestResult result = await SmtpServerTester.TestAsync(options, Token);

        AssertFinding(result, code, CheckStatus.Unknown, "0.3 seconds");
        AssertFinding(result, "SMTP-QUIT", CheckStatus.Unknown, code);
        Assert.Equal(CheckStatus.Unknown, result.Status);
    }

    [Theory]
    [InlineData("500 What?", "500")]
    [InlineData("", "No reply")]
    public async Task An_improper_end_is_a_warning(string reply, string evidence)
    {
        ScriptedServer script = new ScriptedServer().Greet().Expect("QUIT");
        await using ScriptedServer server = reply.Length > 0 ? script.Reply(reply) : script.Close();

        AssertFinding(await TestAsync(server, SmtpSecurity.None), "SMTP-QUIT", CheckStatus.Warn, evidence);
    }

    [Fact]
    public async Task A_connect_without_answer_is_unknown_and_a_refusal_is_a_failure()
    {
        using UnansweringListener silent = await UnansweringListener.StartAsync();
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        int closedPort = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        SmtpServerTestResult unanswered = await SmtpServerTester.TestAsync(Options(silent.Port), Token);
        SmtpServerTestResult refused = await SmtpServerTester.TestAsync(Options(closedPort), Token);

        AssertFinding(unanswered, "SMTP-CONNECT", CheckStatus.Unknown, "seconds");
        AssertFinding(refused, "SMTP-RESOLVE", CheckStatus.Pass, "127.0.0.1");
        AssertFinding(refused, "SMTP-CONNECT", CheckStatus.Fail, "refused");
        AssertUnknownBehind(refused, "SMTP-CONNECT");
        Assert.Null(refused.Address);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, CheckStatus.Fail)]
    [InlineData(SocketError.NoData, CheckStatus.Fail)]
    [InlineData(SocketError.TryAgain, CheckStatus.Unknown)]
    [InlineData(SocketError.NoRecovery, CheckStatus.Unknown)]
    public async Task Only_an_answer_makes_a_missing_name_a_failure(SocketError error, CheckStatus expected)
    {
        SmtpServerTestOptions options = Options(25) with { Resolver = (_, _) => throw new SocketException((int)error) };

        SmtpServerTestResult result = await SmtpServerTester.TestAsync(options, Token);

        AssertFinding(result, "SMTP-RESOLVE", expected, error.ToString());
        AssertUnknownBehind(result, "SMTP-RESOLVE");
    }

    [Fact]
    public async Task Cancelling_is_the_one_thing_that_throws()
    {
        await using ScriptedServer server = new ScriptedServer().Hang();
        using var stop = new CancellationTokenSource(s_short);
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SmtpServerTester.TestAsync(Options(server), stop.Token));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2);
    }

    private Task<SmtpServerTestResult> TestAsync(ScriptedServer server, SmtpSecurity security = SmtpSecurity.Auto) =>
        SmtpServerTester.TestAsync(Options(server) with { Security = security, TrustedRoots = [_ca.Root] }, Token);

    private static SmtpServerTestOptions Options(ScriptedServer server) =>
        Options(server.Port) with { StepTimeout = TimeSpan.FromSeconds(8) };

    private static SmtpServerTestOptions Options(int port) => new()
    {
        Server = new SmtpEndpoint("127.0.0.1", port),
        LocalName = "client.example",
        StepTimeout = s_short,
    };

    private static void AssertFinding(SmtpServerTestResult result, string code, CheckStatus status, string evidence)
    {
        CheckFinding finding = Assert.Single(result.Findings, candidate => candidate.Code == code);
        Assert.True(finding.Status == status, $"Expected {status}: {finding}");
        Assert.Contains(evidence, finding.Evidence, StringComparison.Ordinal);
    }

    private static void AssertUnknownBehind(SmtpServerTestResult result, string code, string except = "")
    {
        CheckFinding[] behind = result.Findings.SkipWhile(finding => finding.Code != code).Skip(1).ToArray();
        Assert.NotEmpty(behind);
        foreach (CheckFinding finding in behind.Where(finding => finding.Code != except))
        {
            AssertFinding(result, finding.Code, CheckStatus.Unknown, code);
        }
    }
}
