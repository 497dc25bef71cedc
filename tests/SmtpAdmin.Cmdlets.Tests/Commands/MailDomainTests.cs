using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Dns;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Test-MailDomain against a name server on the loopback.</summary>
public sealed class MailDomainTests : IAsyncLifetime
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();

    private readonly ZoneDns _dns = ZoneDns.Start(
        """
        example.com MX 10 mx.example.com
        mx.example.com A 192.0.2.1
        example.com TXT "v=spf1 mx -all"
        _dmarc.example.com TXT "v=DMARC1; p=none; rua=mailto:d@example.com"
        parked.example MX 0 .
        parked.example TXT "v=spf1 -all"
        _dmarc.parked.example TXT "v=DMARC1; p=reject; rua=mailto:d@parked.example"
        silent.example !ServFail
        """);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        _folder.Dispose();
        await _dns.DisposeAsync();
    }

    [Fact]
    public void A_domain_has_findings_with_what_to_publish_and_a_score()
    {
        MailDomainResult result = Run("Test-MailDomain postmaster@EXAMPLE.com @server").Single<MailDomainResult>();

        Assert.Equal("example.com", result.Domain);
        Assert.InRange(result.Score!.Value, 1, 99);
        Assert.Contains(result.Findings, finding => finding.Code == "DMARC-POLICY-NONE");
        Assert.Contains(result.Findings, finding => finding.Code == "MTASTS-MISSING"
            && finding.Publish[0].StartsWith("_mta-sts.example.com. 3600 IN TXT \"v=STSv1; id=", StringComparison.Ordinal));
        Assert.Equal(["MX", "SPF", "DKIM", "DMARC", "TLS", "DNS"], result.Areas.Select(area => area.Area));
    }

    [Fact]
    public void Bad_items_are_errors_and_the_others_go_on_in_order()
    {
        EngineResult result = Run("'example.com', 'no domain', 'parked.example' | Test-MailDomain @server");

        Assert.Equal(["example.com", "parked.example"], result.Output.Cast<MailDomainResult>().Select(one => one.Domain));
        Assert.Equal("no domain", result.Error.TargetObject);
        Assert.StartsWith("DomainInvalid,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parked.example -Parked", "True")]
    [InlineData("example.com -Parked", "False")]
    [InlineData("silent.example", "False")]
    public void Quiet_says_only_whether_all_is_well(string arguments, string expected) =>
        Assert.Equal(expected, $"{Run($"Test-MailDomain {arguments} -Quiet @server").Output.Single()}");

    [Fact]
    public void A_name_server_that_fails_leaves_the_domain_unknown()
    {
        MailDomainResult result = _engine.Run(
            $"Test-MailDomain example.com -Server 127.0.0.1:{LoopbackPort.FindFree()} -TimeoutSec 1").Single<MailDomainResult>();

        Assert.Equal((CheckStatus.Unknown, null), (result.Status, result.Score));
        Assert.All(result.Findings, finding => Assert.Equal(CheckStatus.Unknown, finding.Status));
    }

    [Fact]
    public void A_saved_baseline_is_compared_with()
    {
        string file = _folder.Combine("state.json");
        Run($"$null = Test-MailDomain example.com -SaveBaseline '{file}' @server").ThrowIfFailed();
        Assert.Empty(Run($"Test-MailDomain example.com -Baseline '{file}' @server").Single<MailDomainResult>().Drift);

        File.WriteAllText(file, File.ReadAllText(file).Replace("v=spf1 mx -all", "v=spf1 -all", StringComparison.Ordinal));
        MailDomainResult drifted = Run($"Test-MailDomain example.com -Baseline '{file}' @server").Single<MailDomainResult>();

        MailDrift drift = Assert.Single(drifted.Drift);
        Assert.Equal(("Spf", "v=spf1 -all", "v=spf1 mx -all"), (drift.Path, drift.Expected, drift.Actual));
        Assert.Equal(CheckStatus.Fail, drifted.Status);
    }

    [Fact]
    public void WhatIf_writes_no_baseline()
    {
        string file = _folder.Combine("state.json");
        Run($"$null = Test-MailDomain example.com -SaveBaseline '{file}' -WhatIf @server").ThrowIfFailed();

        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_baseline_that_is_none_ends_the_command()
    {
        string file = _folder.Write("bad.json", "{"u8.ToArray());
        ErrorRecord error = Run($"Test-MailDomain example.com -Baseline '{file}' @server").Error;

        Assert.StartsWith("BaselineInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_domains_come_out_in_order_whatever_the_throttle()
    {
        foreach (int throttle in (int[])[1, 16])
        {
            IReadOnlyList<MailDomainResult> results = Run(
                $"1..40 | ForEach-Object {{ \"d$_.example.org\" }} | Test-MailDomain -ThrottleLimit {throttle} @server")
                .All<MailDomainResult>();

            Assert.Equal(Enumerable.Range(1, 40).Select(number => $"d{number}.example.org"), results.Select(one => one.Domain));
        }
    }

    private EngineResult Run(string script) =>
        _engine.Run($"$server = @{{ Server = '127.0.0.1'; Port = {_dns.Port}; TimeoutSec = 5 }}; {script}");
}
