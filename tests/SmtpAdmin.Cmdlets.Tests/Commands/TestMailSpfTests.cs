using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class TestMailSpfTests : IAsyncLifetime
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    private readonly ZoneDns _dns = ZoneDns.Start(
        """
        example.com MX 10 mx.example.com
        mx.example.com A 192.0.2.1
        example.com TXT "v=spf1 mx include:_spf.example.net -all exp=why.example.com"
        why.example.com TXT "%{i} is no host of %{d}"
        _spf.example.net TXT "v=spf1 ip4:203.0.113.0/24 ~all"
        broken.example TXT "v=spf1 include:silent.example -all"
        silent.example !ServFail
        mute.example !Silent
        """);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _dns.DisposeAsync();
    }

    [Fact]
    public void The_verdict_names_the_term_that_decided()
    {
        MailSpfResult result = Assert.Single(
            Run("Test-MailSpf example.com -IpAddress 203.0.113.9 @server").ThrowIfFailed().All<MailSpfResult>());

        Assert.Equal((SpfResult.Pass, "ip4:203.0.113.0/24", "_spf.example.net"), (result.Result, result.Mechanism, result.MechanismDomain));
        Assert.Equal((2, 4), (result.LookupCount, result.Trace.Count));
    }

    [Fact]
    public void Rows_with_senders_and_addresses_are_taken_from_the_pipeline()
    {
        EngineResult result = Run(
            """
            [pscustomobject]@{ Sender = 'a@example.com'; IpAddress = '192.0.2.1' },
            [pscustomobject]@{ Sender = 'a@example.com'; IpAddress = '198.51.100.1' },
            [pscustomobject]@{ Sender = 'a@broken.example'; IpAddress = '198.51.100.1' },
            [pscustomobject]@{ Domain = ''; Sender = ''; Helo = 'mx.example.com'; IpAddress = '2001:db8::1' },
            [pscustomobject]@{ Domain = 'example.com'; IpAddress = [ipaddress]'192.0.2.1' } | Test-MailSpf @server
            """).ThrowIfFailed();

        Assert.Equal(
            ["Pass mx", "Fail -all", "TempError include:silent.example", "None ", "Pass mx"],
            result.All<MailSpfResult>().Select(spf => $"{spf.Result} {spf.Mechanism}"));
        Assert.Equal("198.51.100.1 is no host of example.com", result.All<MailSpfResult>().ElementAt(1).Explanation);
    }

    [Fact]
    public void Quiet_is_true_for_a_pass_alone()
        => Assert.Equal([true, false, false], Run(
            """
            Test-MailSpf example.com -IpAddress 192.0.2.1 -Quiet @server
            Test-MailSpf example.com -IpAddress 192.0.2.2 -Quiet @server
            Test-MailSpf broken.example -IpAddress 192.0.2.2 -Quiet @server
            """).ThrowIfFailed().All<bool>());

    [Fact]
    public void Flatten_lists_the_networks_with_their_terms()
        => Assert.Equal(["192.0.2.1/32 mx", "203.0.113.0/24 ip4:203.0.113.0/24"], Run(
            "Test-MailSpf example.com -Flatten @server").ThrowIfFailed().All<SpfNetworkEntry>()
            .Select(entry => $"{entry.Network} {entry.Term}"));

    [Theory]
    [InlineData("Test-MailSpf example.com -IpAddress 192.0.2.300", "IpAddressInvalid,")]
    [InlineData("Test-MailSpf example.com -IpAddress 192.0.2.0/24", "IpAddressInvalid,")]
    [InlineData("Test-MailSpf example.com -IpAddress 1", "IpAddressInvalid,")]
    [InlineData("Test-MailSpf 'exa mple' -IpAddress 192.0.2.1", "DomainInvalid,")]
    [InlineData("Test-MailSpf 'exa mple' -Flatten", "DomainInvalid,")]
    [InlineData("Test-MailSpf -IpAddress 192.0.2.1", "DomainMissing,")]
    public void What_cannot_be_tested_is_an_error_of_its_own_and_the_next_is_tested(string command, string id)
    {
        EngineResult result = Run($"{command} @server; Test-MailSpf example.com -IpAddress 192.0.2.1 -Quiet @server");

        Assert.StartsWith(id, Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal([true], result.Output);
    }

    [Fact]
    public void Ctrl_C_ends_the_waiting_for_a_silent_server_within_a_second()
    {
        TimeSpan time = StopWatch.Stop(
            _engine,
            $"Test-MailSpf mute.example -IpAddress 192.0.2.1 -Server {_dns.Server} -TimeoutSec 300",
            () => _dns.Queries.Count > 0);

        Assert.InRange(time.TotalSeconds, 0, 1);
    }

    private EngineResult Run(string script)
        => _engine.Run($"$server = @{{ Server = '{_dns.Server}'; Port = {_dns.Port} }}; {script}");
}
