using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class MailDmarcTests : IAsyncLifetime
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    private readonly ZoneDns _dns = ZoneDns.Start(
        """
        _dmarc.example.com TXT "v=DMARC1; p=reject; sp=quarantine; t=y; pct=50; rua=mailto:a@example.com,mailto:b@example.net"
        example.com._report._dmarc.example.net TXT "v=DMARC1"
        news.example.com A 192.0.2.1
        _dmarc.broken.example !ServFail
        """);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _dns.DisposeAsync();
    }

    [Fact]
    public void A_domain_has_its_policy_its_walk_and_its_report_destinations()
    {
        DmarcTestResult result = Single("Test-MailDmarc postmaster@EXAMPLE.com @server");

        Assert.Equal(("example.com", "example.com", "p"), (result.Domain, result.PolicyDomain, result.PolicyTag));
        Assert.Equal((DmarcPolicy.Reject, DmarcPolicy.Quarantine), (result.Policy, result.EffectivePolicy));
        Assert.Equal("example.com", result.OrganizationalDomain);
        Assert.Equal(["_dmarc.example.com", "_dmarc.com"], result.Queries.Select(query => query.Name));
        Assert.Equal(
            [DmarcReportAuthorization.NotNeeded, DmarcReportAuthorization.Authorized],
            result.ReportDestinations.Select(destination => destination.Authorization));
        Assert.Equal("DMARC-TAG-OBSOLETE", Assert.Single(result.Problems).Code);
        Assert.Null(result.Verdict);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void A_subdomain_inherits()
    {
        DmarcTestResult result = Single("Test-MailDmarc news.example.com @server");

        Assert.Equal(("example.com", "sp"), (result.PolicyDomain, result.PolicyTag));
        Assert.Equal(DmarcPolicySource.OrganizationalDomain, result.PolicySource);
    }

    [Theory]
    [InlineData("-SpfDomain bounce.example.com", DmarcVerdict.Pass)]
    [InlineData("-SpfDomain bounce.example.com -SpfResult SoftFail", DmarcVerdict.Fail)]
    [InlineData("-DkimDomain example.net, example.com", DmarcVerdict.Pass)]
    [InlineData("-DkimDomain example.net, example.com -DkimResult Pass, Fail", DmarcVerdict.Fail)]
    [InlineData("-DkimDomain example.com -DkimResult TempError", DmarcVerdict.TempError)]
    public void A_message_is_judged(string message, DmarcVerdict verdict)
        => Assert.Equal(verdict, Single($"Test-MailDmarc news.example.com {message} @server").Verdict);

    [Fact]
    public void No_policy_and_not_known_are_told_apart()
    {
        DmarcTestResult[] results =
            [.. Run("'nowhere.example', 'broken.example' | Test-MailDmarc -SpfDomain x.example @server").All<DmarcTestResult>()];

        Assert.Equal([DmarcVerdict.None, DmarcVerdict.TempError], results.Select(result => result.Verdict!.Value));
        Assert.Null(results[0].Failure);
        Assert.Contains("_dmarc.broken.example came to ServFail", results[1].Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_that_is_none_does_not_stop_the_others()
    {
        EngineResult result = Run("'exa mple', 'example.com' | Test-MailDmarc @server");

        Assert.IsType<DmarcTestResult>(Assert.Single(result.Output));
        Assert.StartsWith("DomainInvalid,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_view_shows_policy_walk_and_reports()
    {
        ChildResult result = await HostProcess.RunScriptAsync(
            $"""
            Test-MailDmarc news.example.com -SpfDomain example.net -Server {_dns.Server} -Port {_dns.Port} | Out-Default
            """);

        Assert.Empty(result.Error);
        string[] expected =
        [
            @"Policy\s+: None \(testing Quarantine\)", @"From\s+: sp of example\.com \(OrganizationalDomain\)",
            @"Reports\s+: rua NotNeeded\s+mailto:a@example\.com", @"rua Authorized\s+mailto:b@example\.net",
            @"Walk\s+: NxDomain TXT _dmarc\.news\.example\.com", @"Found\s+TXT _dmarc\.example\.com",
            @"Message\s+: Fail, None", @"Spf Pass example\.net not aligned",
        ];
        Assert.All(expected, pattern => Assert.Matches(pattern, result.Output));
    }

    private DmarcTestResult Single(string script)
        => Assert.IsType<DmarcTestResult>(Assert.Single(Run(script).ThrowIfFailed().Output));

    private EngineResult Run(string script)
        => _engine.Run($"$server = @{{ Server = '{_dns.Server}'; Port = {_dns.Port} }}; {script}");
}
