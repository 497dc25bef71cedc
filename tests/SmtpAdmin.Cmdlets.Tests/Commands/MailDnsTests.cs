using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class MailDnsTests : IAsyncLifetime
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    private readonly ZoneDns _dns = ZoneDns.Start(
        """
        example.com MX 10 mx.example.com
        mx.example.com A 192.0.2.1
        example.com TXT "v=spf1 mx -all"
        _dmarc.example.com TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"
        broken.example !ServFail
        _dmarc.broken.example !ServFail
        """);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _dns.DisposeAsync();
    }

    [Fact]
    public void Records_are_typed()
    {
        object?[] records = [.. Run("Get-MailDnsRecord example.com -Type Mx, Spf, Dmarc @server").ThrowIfFailed().Output];

        Assert.Equal(["192.0.2.1"], Assert.IsType<MxRecord>(records[0]).Addresses);
        Assert.Equal('-', Assert.IsType<SpfRecord>(records[1]).All);
        Assert.Equal(DmarcPolicy.Reject, Assert.IsType<DmarcRecord>(records[2]).Policy);
    }

    [Fact]
    public void Missing_and_unknown_are_told_apart()
        => Assert.Equal([DnsStatus.Found, DnsStatus.ServFail, DnsStatus.NxDomain], Run(
            "'postmaster@example.com', 'broken.example', 'nowhere.example' | Get-MailDnsRecord -Type Dmarc @server").All<DmarcRecord>()
            .Select(record => record.Status));

    [Fact]
    public void A_domain_that_is_none_does_not_stop_the_others()
    {
        EngineResult result = Run("'exa mple', 'example.com' | Get-MailDnsRecord -Type Spf @server");

        Assert.IsType<SpfRecord>(Assert.Single(result.Output));
        Assert.StartsWith("DomainInvalid,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("exa mple", result.Errors[0].TargetObject);
    }

    [Fact]
    public void A_name_server_that_is_none_is_a_clear_error()
        => Assert.StartsWith(
            "NameServerInvalid,",
            _engine.Run("Get-MailDnsRecord example.com -Server no-such-server.invalid").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);

    [Fact]
    public void Ctrl_C_ends_the_waiting_for_a_silent_server_within_a_second()
    {
        TimeSpan time = StopWatch.Stop(_engine, "Get-MailDnsRecord example.com -Server 127.0.0.1:9 -TimeoutSec 300");

        Assert.InRange(time.TotalSeconds, 0, 1);
    }

    private EngineResult Run(string script)
        => _engine.Run($"$server = @{{ Server = '{_dns.Server}'; Port = {_dns.Port} }}; {script}");
}
