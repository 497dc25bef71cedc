using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class TestServerTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_server_is_judged_check_by_check()
    {
        SmtpServerTestResult result = _engine.Run(
            "$relay = Start-SmtpRelay -SelfSignedCertificate; Test-SmtpServer \"127.0.0.1:$($relay.Port)\"").Single<SmtpServerTestResult>();

        Assert.Equal(CheckStatus.Pass, result.Findings.Single(finding => finding.Code == "SMTP-TLS-HANDSHAKE").Status);
        Assert.Equal("SMTP-CERT-TRUST", result.Findings.Single(finding => finding.Status == CheckStatus.Fail).Code);
        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.Contains("PIPELINING", result.Capabilities);
    }

    [Fact]
    public void Servers_come_from_the_pipeline_and_quiet_answers_with_a_boolean()
        => Assert.Equal([true, false], _engine.Run(
            "$relay = Start-SmtpRelay; \"127.0.0.1:$($relay.Port)\", '127.0.0.1:1' | Test-SmtpServer -Security None -Quiet").All<bool>());

    [Fact]
    public void A_server_without_TLS_is_not_failed_where_TLS_was_not_asked_for()
    {
        SmtpServerTestResult result = _engine.Run("Test-SmtpServer (Start-SmtpRelay).Endpoint").Single<SmtpServerTestResult>();

        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.DoesNotContain(result.Findings, finding => finding.Status == CheckStatus.Unknown);
    }

    [Fact]
    public void A_relays_own_object_can_be_tested()
        => Assert.True(_engine.Run(
            "Start-SmtpRelay | ForEach-Object { [pscustomobject]@{ ComputerName = $_.Address; Port = $_.Port } } | Test-SmtpServer -Security None -Quiet")
            .Single<bool>());

    [Fact]
    public void A_server_that_cannot_be_reached_leaves_the_rest_unknown()
    {
        SmtpServerTestResult result = _engine.Run("Test-SmtpServer 127.0.0.1 -Port 1").Single<SmtpServerTestResult>();

        Assert.Equal(CheckStatus.Fail, result.Findings.Single(finding => finding.Code == "SMTP-CONNECT").Status);
        Assert.Equal(CheckStatus.Unknown, result.Findings.Single(finding => finding.Code == "SMTP-BANNER").Status);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_hung_connect_within_a_second()
    {
        using UnansweringListener listener = await UnansweringListener.StartAsync();

        TimeSpan time = StopWatch.Stop(_engine, $"Test-SmtpServer 127.0.0.1:{listener.Port} -TimeoutSec 600");

        Assert.InRange(time.TotalSeconds, 0, 1);
    }
}
