using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>SRV records of mail services, and the ways in which clients look for settings.</summary>
public sealed class ServiceReaderTests
{
    [Fact]
    public async Task Each_mail_service_is_answered_for()
    {
        IReadOnlyList<SrvRecord> records = await new MemoryResolver()
            .Srv("_submissions._tcp.example.com", 20, 465, "b.example.com")
            .Srv("_submissions._tcp.example.com", 10, 465, "a.example.com")
            .Srv("_imap._tcp.example.com", 0, 0, string.Empty)
            .Fail("_pop3s._tcp.example.com", DnsRecordType.Srv, DnsStatus.Timeout)
            .Fail("_pop3._tcp.example.com", DnsRecordType.Srv, DnsStatus.NoData)
            .Fail("_sieve._tcp.example.com", DnsRecordType.Srv, DnsStatus.ServFail)
            .Fail("_submission._tcp.example.com", DnsRecordType.Srv, DnsStatus.Refused)
            .Address("a.example.com", "192.0.2.1")
            .Fail("b.example.com", DnsRecordType.Aaaa, DnsStatus.ServFail)
            .ReadAsync<SrvRecord>(MailDnsRecordType.Srv);

        Assert.Equal(
            [
                "_submissions._tcp Found 10 465 a.example.com Found 192.0.2.1",
                "_submissions._tcp Found 20 465 b.example.com ServFail ",
                "_submission._tcp Refused     ",
                "_imaps._tcp NxDomain     ",
                "_imap._tcp Found 0 0   ",
                "_pop3s._tcp Timeout     ",
                "_pop3._tcp NoData     ",
                "_sieve._tcp ServFail     ",
            ],
            records.Select(srv =>
                $"{srv.Service} {srv.Status} {srv.Priority} {srv.Port} {srv.Target} {srv.AddressStatus} {string.Join(' ', srv.Addresses)}"));
        Assert.Equal("_imap._tcp", Assert.Single(records, record => record.IsNotOffered).Service);
        Assert.All(records, record => Assert.Equal(record.Status > DnsStatus.NxDomain, record.Failure is not null));
        Assert.Equal("10 0 465 a.example.com.", records[0].Raw);
    }

    [Theory]
    [InlineData("192.0.2.1", "SRV-TARGET-ADDRESS")]
    [InlineData("bad!host.example.com", "SRV-TARGET-INVALID")]
    [InlineData("alias.example.com", "SRV-TARGET-ALIAS")]
    [InlineData("host.example.com", "")]
    public async Task A_target_that_may_not_stand_there_is_named(string target, string code)
    {
        MemoryResolver zone = new MemoryResolver()
            .Srv("_submissions._tcp.example.com", 0, 465, target)
            .Srv("_autodiscover._tcp.example.com", 0, 443, target)
            .Address("host.example.com", "192.0.2.1")
            .Alias("alias.example.com", "host.example.com");

        MailDnsRecord[] records =
        [
            .. await zone.ReadAsync<SrvRecord>(MailDnsRecordType.Srv),
            .. await zone.ReadAsync<AutodiscoverRecord>(MailDnsRecordType.Autodiscover),
        ];

        Assert.All(
            records.Where(record => record.Status == DnsStatus.Found),
            record => Assert.Equal(code, string.Join(' ', record.Problems.Select(problem => problem.Code))));
    }

    [Fact]
    public async Task A_service_that_is_not_offered_and_offered_is_named()
    {
        IReadOnlyList<SrvRecord> records = await new MemoryResolver()
            .Srv("_submissions._tcp.example.com", 0, 0, string.Empty)
            .Srv("_submissions._tcp.example.com", 10, 465, "a.example.com")
            .ReadAsync<SrvRecord>(MailDnsRecordType.Srv);

        Assert.Equal("SRV-ROOT-NOT-ALONE", Assert.Single(records[0].Problems).Code);
        Assert.Empty(records[1].Problems);
    }

    [Fact]
    public async Task Each_way_to_the_settings_is_answered_for()
    {
        IReadOnlyList<AutodiscoverRecord> records = await new MemoryResolver()
            .Alias("autodiscover.example.com", "autodiscover.example.net")
            .Address("autodiscover.example.net", "192.0.2.1", "2001:db8::1")
            .Srv("_autodiscover._tcp.example.com", 0, 443, "mail.example.com")
            .Fail("mail.example.com", DnsRecordType.A, DnsStatus.Timeout)
            .Fail("autoconfig.example.com", DnsRecordType.Aaaa, DnsStatus.ServFail)
            .ReadAsync<AutodiscoverRecord>(MailDnsRecordType.Autodiscover);

        Assert.Equal(
            [
                "Host Found autodiscover.example.net  Found 192.0.2.1 2001:db8::1",
                "Service Found mail.example.com 443 Timeout ",
                "Autoconfig ServFail   ServFail ",
            ],
            records.Select(record =>
                $"{record.Method} {record.Status} {record.Target} {record.Port} {record.AddressStatus} {string.Join(' ', record.Addresses)}"));
        Assert.NotNull(records[2].Failure);
    }

    [Fact]
    public async Task An_alias_to_nothing_is_shown()
    {
        AutodiscoverRecord record = (await new MemoryResolver()
            .Alias("autodiscover.example.com", "gone.example.net")
            .ReadAsync<AutodiscoverRecord>(MailDnsRecordType.Autodiscover))[0];

        Assert.Equal((DnsStatus.NxDomain, "gone.example.net", "gone.example.net."), (record.Status, record.Target, record.Raw));
    }

    [Fact]
    public async Task Where_nothing_is_published_three_records_say_so()
    {
        IReadOnlyList<AutodiscoverRecord> records =
            await new MemoryResolver().ReadAsync<AutodiscoverRecord>(MailDnsRecordType.Autodiscover);

        Assert.Equal(
            ["autodiscover.example.com", "_autodiscover._tcp.example.com", "autoconfig.example.com"],
            records.Select(record => record.QueryName));
        Assert.All(records, record => Assert.Equal((DnsStatus.NxDomain, null), (record.Status, record.Raw)));
    }
}
