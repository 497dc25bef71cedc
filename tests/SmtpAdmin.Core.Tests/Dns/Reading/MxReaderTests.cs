using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

public sealed class MxReaderTests
{
    [Fact]
    public async Task Hosts_come_by_preference_with_their_addresses()
    {
        IReadOnlyList<MxRecord> records = await ReadAsync("""
            example.com 60 MX 20 b.example.com
            example.com 60 MX 10 a.example.com
            example.com 60 MX 30 c.example.com
            example.com 60 MX 40 d.example.com
            a.example.com A 192.0.2.1
            a.example.com A 192.0.2.2
            a.example.com AAAA 2001:db8::1
            b.example.com !Silent
            d.example.com !ServFail
            """);

        Assert.Equal(
            [
                "10 a.example.com Found 192.0.2.1 192.0.2.2 2001:db8::1",
                "20 b.example.com Timeout ",
                "30 c.example.com NxDomain ",
                "40 d.example.com ServFail ",
            ],
            records.Select(mx => $"{mx.Preference} {mx.Exchange} {mx.AddressStatus} {string.Join(' ', mx.Addresses)}"));
        Assert.All(records, mx => Assert.Equal(DnsStatus.Found, mx.Status));
        Assert.All(records, mx => Assert.Equal(TimeSpan.FromSeconds(60), mx.TimeToLive));
        Assert.Equal("10 a.example.com.", records[0].Raw);
        Assert.Null(records[0].Failure);
    }

    [Fact]
    public async Task A_null_mx_says_that_the_domain_takes_no_mail()
    {
        MxRecord record = Assert.Single(await ReadAsync("example.com MX 0 ."));

        Assert.True(record.IsNullMx);
        Assert.Equal((DnsStatus.Found, "0 .", null), (record.Status, record.Raw, record.AddressStatus));
        Assert.Empty(record.Problems);
    }

    [Fact]
    public async Task Without_mx_the_address_of_the_domain_is_implied()
    {
        MxRecord record = Assert.Single(await ReadAsync("example.com AAAA 2001:db8::1"));

        Assert.True(record.IsImplicit);
        Assert.Equal((DnsStatus.NoData, 0, "example.com"), (record.Status, record.Preference, record.Exchange));
        Assert.Equal(["2001:db8::1"], record.Addresses);
    }

    [Theory]
    [InlineData("example.com TXT \"nothing\"", DnsStatus.NoData)]
    [InlineData("other.example A 192.0.2.1", DnsStatus.NxDomain)]
    [InlineData("example.com !Silent", DnsStatus.Timeout)]
    [InlineData("example.com !ServFail", DnsStatus.ServFail)]
    [InlineData("example.com !Refused", DnsStatus.Refused)]
    public async Task Without_any_host_one_record_says_what_the_question_came_to(string zone, DnsStatus expected)
    {
        MxRecord record = Assert.Single(await ReadAsync(zone));

        Assert.Equal(expected, record.Status);
        Assert.Equal(expected > DnsStatus.NxDomain, record.Failure is not null);
        Assert.False(record.IsImplicit);
        Assert.Null(record.Exchange);
        Assert.NotNull(record.NameServer);
    }

    [Theory]
    [InlineData("example.com MX 10 192.0.2.1", "MX-EXCHANGE-ADDRESS")]
    [InlineData("example.com MX 10 bad!host.example.com", "MX-EXCHANGE-INVALID")]
    [InlineData("example.com MX 10 a.example\na.example CNAME b.example\nb.example A 192.0.2.1", "MX-EXCHANGE-ALIAS")]
    public async Task A_host_that_may_not_stand_there_is_named(string zone, string code)
    {
        MxRecord record = Assert.Single(await ReadAsync(zone));

        Assert.Equal(code, string.Join(' ', record.Problems.Select(problem => problem.Code)));
    }

    [Fact]
    public async Task A_host_that_stands_there_twice_is_named()
    {
        IReadOnlyList<MxRecord> records = await ReadAsync("""
            example.com MX 10 a.example.com
            example.com MX 20 A.example.com
            example.com MX 20 b.example.com
            """);

        Assert.Equal(
            ["MX-EXCHANGE-DUPLICATE", "MX-EXCHANGE-DUPLICATE", ""],
            records.Select(mx => string.Join(' ', mx.Problems.Select(problem => problem.Code))));
    }

    [Fact]
    public async Task Of_very_many_hosts_the_preferred_ones_are_looked_up()
    {
        MemoryResolver zone = new MemoryResolver().Mx(
            "example.com", [.. Enumerable.Range(100, 500).Select(number => $"mx{number}.example.com")]);

        IReadOnlyList<MxRecord> records = await zone.ReadAsync<MxRecord>(MailDnsRecordType.Mx);

        Assert.Equal((500, 41), (records.Count, zone.Asked.Count));
        Assert.Equal(DnsStatus.NxDomain, records[19].AddressStatus);
        Assert.Null(records[20].AddressStatus);
    }

    [Fact]
    public async Task A_null_mx_beside_others_is_named()
    {
        IReadOnlyList<MxRecord> records = await ReadAsync("example.com MX 0 .\nexample.com MX 10 a.example.com");

        Assert.Equal("MX-NULL-NOT-ALONE", Assert.Single(records[0].Problems).Code);
        Assert.Equal("a.example.com", records[1].Exchange);
    }

    private static Task<IReadOnlyList<MxRecord>> ReadAsync(string zone) =>
        ReaderHarness.ReadAsync<MxRecord>(zone, MailDnsRecordType.Mx);
}
