using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>NS and SOA: of the domain's own zone, or the zone that it lies in.</summary>
public sealed class ZoneReaderTests
{
    [Fact]
    public async Task Name_servers_come_with_their_addresses()
    {
        IReadOnlyList<NsRecord> records = await new MemoryResolver()
            .Host("example.com", DnsRecordType.Ns, "ns2.example.net", "ns1.example.com", "192.0.2.7", "alias.example.com")
            .Address("ns1.example.com", "192.0.2.1", "2001:db8::1")
            .Fail("ns2.example.net", DnsRecordType.A, DnsStatus.Timeout)
            .Alias("alias.example.com", "ns1.example.com")
            .ReadAsync<NsRecord>(MailDnsRecordType.Ns);

        Assert.Equal(
            [
                "192.0.2.7   NS-HOST-ADDRESS",
                "alias.example.com Found 192.0.2.1,2001:db8::1 NS-HOST-ALIAS",
                "ns1.example.com Found 192.0.2.1,2001:db8::1 ",
                "ns2.example.net Timeout  ",
            ],
            records.Select(ns => $"{ns.Host} {ns.AddressStatus} {string.Join(',', ns.Addresses)} {Codes(ns)}"));
        Assert.Equal("ns1.example.com.", records[2].Raw);
    }

    [Fact]
    public async Task A_single_name_server_is_named_as_a_problem()
    {
        MemoryResolver zone = new MemoryResolver().Host("example.com", DnsRecordType.Ns, "ns.example.com");

        Assert.Equal("NS-SINGLE", Codes(Assert.Single(await zone.ReadAsync<NsRecord>(MailDnsRecordType.Ns))));
    }

    [Fact]
    public async Task A_name_inside_a_zone_shows_the_zone_that_it_lies_in()
    {
        MemoryResolver zone = new MemoryResolver()
            .Address("a.b.example.com", "192.0.2.1")
            .Host("example.com", DnsRecordType.Ns, "ns1.example.net", "ns2.example.net")
            .Add("example.com", DnsRecordType.Soa, Soa("admin.example.com"));

        Assert.All(
            await zone.ReadAsync<NsRecord>(MailDnsRecordType.Ns, "a.b.example.com"),
            ns => Assert.Equal(("example.com", DnsStatus.Found), (ns.QueryName, ns.Status)));
        SoaRecord soa = Assert.Single(await zone.ReadAsync<SoaRecord>(MailDnsRecordType.Soa, "a.b.example.com"));
        Assert.Equal(("example.com", DnsStatus.Found), (soa.QueryName, soa.Status));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_called_so_and_not_its_parents()
    {
        MemoryResolver zone = new MemoryResolver().Host("com", DnsRecordType.Ns, "ns1.example.net", "ns2.example.net");

        NsRecord record = Assert.Single(await zone.ReadAsync<NsRecord>(MailDnsRecordType.Ns));

        Assert.Equal(("example.com", DnsStatus.NxDomain, null), (record.QueryName, record.Status, record.Host));
    }

    [Theory]
    [MemberData(nameof(MemoryZone.Failures), MemberType = typeof(MemoryZone))]
    public async Task A_failure_anywhere_on_the_way_up_leaves_it_open(DnsStatus status)
    {
        foreach (string name in (string[])["a.example.com", "example.com"])
        {
            MemoryResolver zone = new MemoryResolver()
                .Address("a.example.com", "192.0.2.1")
                .Fail(name, DnsRecordType.Soa, status)
                .Fail(name, DnsRecordType.Ns, status);

            SoaRecord soa = Assert.Single(await zone.ReadAsync<SoaRecord>(MailDnsRecordType.Soa, "a.example.com"));
            NsRecord ns = Assert.Single(await zone.ReadAsync<NsRecord>(MailDnsRecordType.Ns, "a.example.com"));

            Assert.Equal((name, status, "no answer", null), (soa.QueryName, soa.Status, soa.Failure, soa.Serial));
            Assert.Equal((name, status, "no answer", null), (ns.QueryName, ns.Status, ns.Failure, ns.Host));
        }
    }

    [Fact]
    public async Task The_start_of_the_zone_is_read_whole()
    {
        MemoryResolver zone = new MemoryResolver().Add("example.com", DnsRecordType.Soa, Soa("""first\.last.example.com"""));

        SoaRecord record = Assert.Single(await zone.ReadAsync<SoaRecord>(MailDnsRecordType.Soa));

        Assert.Equal(
            ("ns1.example.com", "first.last@example.com", 4294967295L),
            (record.PrimaryServer, record.ResponsibleMailbox, record.Serial));
        Assert.Equal(
            [7200, 900, 1209600, 60],
            new[] { record.Refresh, record.Retry, record.Expire, record.NegativeTimeToLive }.Select(span => span!.Value.TotalSeconds));
        Assert.Equal("""ns1.example.com. first\.last.example.com. 4294967295 7200 900 1209600 60""", record.Raw);
    }

    [Fact]
    public async Task Two_starts_of_one_zone_are_each_named_as_a_problem()
    {
        IReadOnlyList<SoaRecord> records = await new MemoryResolver()
            .Add("example.com", DnsRecordType.Soa, Soa("a.example.com"), Soa("nodot"))
            .ReadAsync<SoaRecord>(MailDnsRecordType.Soa);

        Assert.Equal(["a@example.com", "nodot"], records.Select(record => record.ResponsibleMailbox));
        Assert.All(records, record => Assert.Equal("SOA-MULTIPLE", Codes(record)));
    }

    private static string Codes(MailDnsRecord record) =>
        string.Join(' ', record.Problems.Select(problem => problem.Code));

    private static DnsStartOfAuthority Soa(string mailbox) => new(
        MemoryResolver.TimeToLive,
        "ns1.example.com",
        mailbox,
        uint.MaxValue,
        TimeSpan.FromSeconds(7200),
        TimeSpan.FromSeconds(900),
        TimeSpan.FromSeconds(1209600),
        TimeSpan.FromSeconds(60));
}
