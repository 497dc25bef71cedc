using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Commands;
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
        1.2.0.192.in-addr.arpa PTR mx.example.com
        silent.example !Silent
        2.0.0.127.list.example A 127.0.0.2
        1.2.0.192.list.example A 127.0.0.4
        1.2.0.192.list.example TXT "spam seen"
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
        TimeSpan time = StopWatch.Stop(
            _engine,
            $"Get-MailDnsRecord silent.example -Type Spf -Server {_dns.Server} -TimeoutSec 300",
            () => _dns.Queries.Count > 0);

        Assert.InRange(time.TotalSeconds, 0, 1);
    }

    [Fact]
    public void Without_a_type_all_are_read_and_no_list_of_bad_senders_is_asked()
    {
        IReadOnlyList<MailDnsRecord> records = Run("Get-MailDnsRecord example.com @server").All<MailDnsRecord>();

        Assert.Superset(
            new HashSet<MailDnsRecordType>
            {
                MailDnsRecordType.Mx, MailDnsRecordType.Spf, MailDnsRecordType.Dkim, MailDnsRecordType.Dmarc,
                MailDnsRecordType.Caa, MailDnsRecordType.Ptr, MailDnsRecordType.Srv, MailDnsRecordType.Autodiscover,
                MailDnsRecordType.Ns, MailDnsRecordType.Soa, MailDnsRecordType.Dnssec,
            },
            records.Select(record => record.Type).ToHashSet());
        Assert.DoesNotContain(records, record => record.Type is MailDnsRecordType.Dnsbl or MailDnsRecordType.All);
        Assert.DoesNotContain(_dns.Queries, query => query.Name.EndsWith("spamhaus.org", StringComparison.Ordinal));
        Assert.Equal(PtrVerdict.Confirmed, records.OfType<PtrRecord>().Single().Verdict);
    }

    [Fact]
    public void Naming_a_list_asks_it()
    {
        DnsblRecord record = Run("Get-MailDnsRecord 192.0.2.1 -DnsblZone list.example @server").All<MailDnsRecord>()
            .OfType<DnsblRecord>().Single();

        Assert.Equal(("list.example", DnsblVerdict.Listed, "spam seen"), (record.List, record.Verdict, record.Reason));
        Assert.Equal("Listed: 192.0.2.1 list.example spam seen", record.Summary);
    }

    [Fact]
    public void A_list_that_is_no_name_ends_the_command()
        => Assert.StartsWith(
            "DomainInvalid,",
            Run("Get-MailDnsRecord example.com -DnsblZone 'a b' @server").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);

    [Fact]
    public void Of_an_address_what_there_is_is_read_and_the_rest_is_an_error()
    {
        EngineResult usual = Run("Get-MailDnsRecord 192.0.2.1 @server");
        EngineResult result = Run("'192.0.2.1', '2001:db8::1' | Get-MailDnsRecord -Type Mx, Ptr @server");

        Assert.Equal(["mx.example.com"], usual.Single<PtrRecord>().Names);
        Assert.Equal(["192.0.2.1", "2001:db8::1"], result.Output.Cast<PtrRecord>().Select(record => record.Domain));
        Assert.Equal(["192.0.2.1", "2001:db8::1"], result.Errors.Select(error => error.TargetObject));
        Assert.Contains("'192.0.2.1' is an address, which has no Mx records", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exa mple.com")]
    [InlineData("example..com")]
    [InlineData(".example.com")]
    [InlineData("-example.com")]
    [InlineData("example.com/path")]
    [InlineData("https://example.com")]
    [InlineData("127.1")]
    [InlineData("192.0.2.256")]
    [InlineData("xn--\u00fc.example")]
    [InlineData("a\u001b[31m.example")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    public void What_is_no_domain_is_an_error_with_the_item_and_the_others_go_on(string item)
    {
        EngineResult result = _engine.Run(
            $"'example.com', $item, 'example.com' | Get-MailDnsRecord -Type Mx -Server {_dns.Server}", ("item", item));

        Assert.Equal(2, result.Output.Count);
        Assert.StartsWith("DomainInvalid,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(item, result.Errors[0].TargetObject);
        Assert.DoesNotContain('\u001b', result.Errors[0].Exception.Message);
    }

    [Theory]
    [InlineData("example.com.")]
    [InlineData("Postmaster@EXAMPLE.com")]
    [InlineData(" example.com ")]
    public void A_domain_is_taken_as_users_write_it(string item)
        => Assert.Equal(
            "example.com",
            _engine.Run($"Get-MailDnsRecord $item -Type Mx -Server {_dns.Server}", ("item", item)).Single<MxRecord>().Domain);

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Many_domains_come_in_the_order_of_the_input(int limit)
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(number => $"n{number}.example.com")];
        const string Ask = "Get-MailDnsRecord -Type Spf -TimeoutSec 1";

        EngineResult piped = _engine.Run(
            $"'silent.example', $names | ForEach-Object {{ $_ }} | {Ask} -ThrottleLimit {limit} -Server {_dns.Server}", ("names", names));
        EngineResult given = _engine.Run(
            $"{Ask} -Domain $names -ThrottleLimit {limit} -Server {_dns.Server}", ("names", names));

        Assert.Equal(["silent.example", .. names], piped.All<SpfRecord>().Select(record => record.Domain));
        Assert.Equal(DnsStatus.Timeout, piped.All<SpfRecord>()[0].Status);
        Assert.Equal(names, given.All<SpfRecord>().Select(record => record.Domain));
    }

    [Fact]
    public async Task Domains_are_read_side_by_side()
    {
        await using var dns = ZoneDns.Start(string.Join(
            '\n', Enumerable.Range(0, 8).Select(number => $"s{number}.example !Silent")));
        string[] names = [.. Enumerable.Range(0, 8).Select(number => $"s{number}.example")];

        TimeSpan time = StopWatch.Stop(
            _engine,
            $"'{string.Join("', '", names)}' | Get-MailDnsRecord -Type Mx -TimeoutSec 300 -Server {dns.Server}",
            () => dns.Queries.Select(query => query.Name).Distinct().Count() == names.Length);

        Assert.InRange(time.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Ctrl_C_keeps_what_was_written()
    {
        using PowerShell shell = _engine.Create(
            "'example.com', 'silent.example', 'example.com' | ForEach-Object { $_ } | "
            + $"Get-MailDnsRecord -Type Mx -TimeoutSec 300 -ThrottleLimit 1 -Server {_dns.Server}");
        using PSDataCollection<PSObject> output = [];
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        Assert.True(SpinWait.SpinUntil(
            () => output.Count == 1 && _dns.Queries.Any(query => query.Name == "silent.example"), TimeSpan.FromSeconds(10)));

        shell.Stop();

        Assert.True(running.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(10)));
        Assert.Equal("mx.example.com", Assert.IsType<MxRecord>(Assert.Single(output).BaseObject).Exchange);
    }

    [Fact]
    public void An_error_that_is_made_terminating_ends_what_still_runs()
    {
        EngineResult result = Run(
            "'exa mple', 'silent.example' | Get-MailDnsRecord -Type Mx -TimeoutSec 300 -ErrorAction Stop @server");

        Assert.NotNull(result.Failure);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(" ", 53, null)]
    [InlineData("192.0.2.53", null, "192.0.2.53")]
    [InlineData("192.0.2.53", 5353, "192.0.2.53:5353")]
    [InlineData("192.0.2.53:54", 5353, "192.0.2.53:54")]
    [InlineData("2001:db8::53", 5353, "[2001:db8::53]:5353")]
    [InlineData("tls://dns.example", null, "tls://dns.example")]
    [InlineData("tls://dns.example", 8853, "tls://dns.example:8853")]
    [InlineData("tcp://[2001:db8::53]:54", 8853, "tcp://[2001:db8::53]:54")]
    [InlineData("https://dns.example/dns-query", null, "https://dns.example/dns-query")]
    [InlineData("https://dns.example/dns-query", 8443, "https://dns.example:8443/dns-query")]
    [InlineData("https://dns.example:444/dns-query", 8443, "https://dns.example:444/dns-query")]
    [InlineData("a b", 53, "a b")]
    public void The_port_is_that_of_the_server_where_it_names_one(string? server, int? port, string? expected)
        => Assert.Equal(expected, NameServerText.Combine(server, port));

    [Theory]
    [InlineData(5, null, "5 domains done, 0.5 a second", -1)]
    [InlineData(1000, 2000, "1,000 of 2,000 domains done, 100 a second", 50)]
    [InlineData(0, 2, "0 of 2 domains done, 0.0 a second", 0)]
    public void Progress_shows_the_rate(int done, int? total, string text, int percent)
    {
        ProgressRecord record = LookupProgress.Create(done, total, TimeSpan.FromSeconds(10));

        Assert.Equal((text, percent), (record.StatusDescription, record.PercentComplete));
    }

    private EngineResult Run(string script)
        => _engine.Run($"$server = @{{ Server = '{_dns.Server}'; Port = {_dns.Port} }}; {script}");
}
