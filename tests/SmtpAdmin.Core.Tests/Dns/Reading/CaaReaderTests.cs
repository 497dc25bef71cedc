using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

public sealed class CaaReaderTests
{
    [Fact]
    public async Task The_nearest_records_above_each_name_hold_for_it()
    {
        IReadOnlyList<CaaRecord> records = await new MemoryResolver()
            .Mx("www.example.com", "mx1.mail.example.net", "mx2.mail.example.net", "other.example")
            .Caa("example.com", "issue", "ca.example; validationmethods=dns-01")
            .Caa("example.com", "issuemail", ";")
            .Caa("mail.example.net", "issue", "ca2.example")
            .Caa("example.net", "issue", "not-this.example")
            .ReadAsync<CaaRecord>(MailDnsRecordType.Caa, "www.example.com");

        Assert.Equal(
            [
                "example.com Found 0 issue \"ca.example; validationmethods=dns-01\" -> ca.example for www.example.com",
                "example.com Found 0 issuemail \";\" ->  for www.example.com",
                "mail.example.net Found 0 issue \"ca2.example\" -> ca2.example for mx1.mail.example.net,mx2.mail.example.net",
                "other.example NxDomain  ->  for other.example",
            ],
            records.Select(caa => $"{caa.QueryName} {caa.Status} {caa.Raw} -> {caa.Issuer} for {string.Join(',', caa.Hosts)}"));
        Assert.Equal("dns-01", records[0].Parameters["ValidationMethods"]);
        Assert.Null(records[3].Issuer);
    }

    [Theory]
    [MemberData(nameof(MemoryZone.Failures), MemberType = typeof(MemoryZone))]
    public async Task A_failure_on_the_way_up_leaves_it_open(DnsStatus status)
    {
        CaaRecord record = Assert.Single(await new MemoryResolver()
            .Address("www.example.com", "192.0.2.1")
            .Fail("example.com", DnsRecordType.Caa, status)
            .Caa("com", "issue", "not-this.example")
            .ReadAsync<CaaRecord>(MailDnsRecordType.Caa, "www.example.com"));

        Assert.Equal(("example.com", status, "no answer"), (record.QueryName, record.Status, record.Failure));
        Assert.Equal(["www.example.com"], record.Hosts);
    }

    [Fact]
    public async Task Mail_exchangers_that_are_not_known_are_not_left_out_in_silence()
    {
        IReadOnlyList<CaaRecord> records = await new MemoryResolver()
            .Caa("example.com", "issue", "ca.example")
            .Fail("example.com", DnsRecordType.Mx, DnsStatus.ServFail)
            .ReadAsync<CaaRecord>(MailDnsRecordType.Caa);

        Assert.Equal([DnsStatus.Found, DnsStatus.ServFail], records.Select(record => record.Status));
        Assert.Equal("The mail exchangers are not known: no answer", records[1].Failure);
    }

    [Fact]
    public async Task A_domain_without_mail_is_asked_about_alone()
    {
        MemoryResolver zone = new MemoryResolver().Mx("example.com", string.Empty);

        CaaRecord record = Assert.Single(await zone.ReadAsync<CaaRecord>(MailDnsRecordType.Caa));

        Assert.Equal((DnsStatus.NoData, "example.com", null), (record.Status, record.QueryName, record.Tag));
        Assert.Equal(
            ["example.com", "com"],
            zone.Asked.Where(question => question.Type == DnsRecordType.Caa).Select(question => question.Name));
    }
}
