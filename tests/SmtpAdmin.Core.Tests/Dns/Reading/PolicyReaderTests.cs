using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>SPF and DMARC: one record where there should be one, and the truth where there is none or more.</summary>
public sealed class PolicyReaderTests
{
    [Fact]
    public async Task The_spf_record_is_picked_from_among_other_texts()
    {
        SpfRecord record = Assert.Single(await ReaderHarness.ReadAsync<SpfRecord>("""
            example.com TXT "site-verification=1"
            example.com TXT "v=spf1 include:_spf.exa" "mple.net -all"
            example.com TXT "v=spf10 mx"
            """, MailDnsRecordType.Spf));

        Assert.Equal("v=spf1 include:_spf.example.net -all", record.Raw);
        Assert.Equal((DnsStatus.Found, '-', 2), (record.Status, record.All, record.Terms.Count));
        Assert.Empty(record.Problems);
    }

    [Fact]
    public async Task Several_spf_records_are_each_returned_with_the_problem()
    {
        IReadOnlyList<SpfRecord> records = await ReaderHarness.ReadAsync<SpfRecord>(
            "example.com TXT \"v=spf1 mx -all\"\nexample.com TXT \"v=spf1 a -all\"", MailDnsRecordType.Spf);

        Assert.Equal(["v=spf1 a -all", "v=spf1 mx -all"], records.Select(record => record.Raw));
        Assert.All(records, record => Assert.Equal("SPF-MULTIPLE", Assert.Single(record.Problems).Code));
    }

    [Fact]
    public async Task The_dmarc_record_is_read_at_its_own_name()
    {
        DmarcRecord record = Assert.Single(await ReaderHarness.ReadAsync<DmarcRecord>("""
            _dmarc.example.com TXT "other"
            _dmarc.example.com TXT "v=DMARC1; p=reject; sp=none; pct=50; rua=mailto:a@example.com"
            """, MailDnsRecordType.Dmarc, "user@EXAMPLE.com"));

        Assert.Equal(("example.com", "_dmarc.example.com"), (record.Domain, record.QueryName));
        Assert.Equal((DmarcPolicy.Reject, DmarcPolicy.None), (record.Policy, record.SubdomainPolicy));
        Assert.Equal(DmarcAlignment.Relaxed, record.DkimAlignment);
        Assert.Equal(["mailto:a@example.com"], record.AggregateReportUris);
        Assert.Equal("DMARC-TAG-OBSOLETE", Assert.Single(record.Problems).Code);
    }

    [Fact]
    public async Task Several_dmarc_records_are_each_returned_with_the_problem()
    {
        IReadOnlyList<DmarcRecord> records = await ReaderHarness.ReadAsync<DmarcRecord>(
            "_dmarc.example.com TXT \"v=DMARC1; p=none\"\n_dmarc.example.com TXT \"v=DMARC1; p=reject\"",
            MailDnsRecordType.Dmarc);

        Assert.Equal(2, records.Count);
        Assert.All(records, record => Assert.Equal("DMARC-MULTIPLE", Assert.Single(record.Problems).Code));
    }

    [Fact]
    public async Task A_dmarc_record_is_inherited_from_the_organizational_domain()
    {
        DmarcRecord record = Assert.Single(await ReaderHarness.ReadAsync<DmarcRecord>(
            "_dmarc.example.com TXT \"v=DMARC1; p=none; sp=quarantine; np=reject; t=y\"\na.b.example.com A 192.0.2.1",
            MailDnsRecordType.Dmarc, "b.example.com"));

        Assert.Equal(("b.example.com", "_dmarc.example.com"), (record.Domain, record.QueryName));
        Assert.Equal(("example.com", "example.com", true), (record.PolicyDomain, record.OrganizationalDomain, record.IsInherited));
        Assert.Equal((DmarcPolicy.None, DmarcPolicy.None), (record.Policy, record.EffectivePolicy));
        Assert.Equal((DmarcPolicy.Quarantine, DmarcPolicy.Reject), (record.SubdomainPolicy, record.NonexistentSubdomainPolicy));
        Assert.Equal(DnsStatus.Found, record.Status);
    }

    [Fact]
    public async Task A_domains_own_dmarc_record_is_not_inherited()
    {
        DmarcRecord record = Assert.Single(await ReaderHarness.ReadAsync<DmarcRecord>(
            "_dmarc.example.com TXT \"v=DMARC1; p=reject; sp=none; psd=n\"", MailDnsRecordType.Dmarc));

        Assert.Equal(("example.com", "example.com", false), (record.PolicyDomain, record.OrganizationalDomain, record.IsInherited));
        Assert.Equal((DmarcPolicy.Reject, DmarcPublicSuffix.No), (record.EffectivePolicy, record.PublicSuffix));
    }

    [Fact]
    public async Task Of_several_dmarc_records_none_counts_and_the_one_above_does()
    {
        IReadOnlyList<DmarcRecord> records = await ReaderHarness.ReadAsync<DmarcRecord>(
            "_dmarc.a.example.com TXT \"v=DMARC1; p=none\"\n_dmarc.a.example.com TXT \"v=DMARC1; p=reject\"\n"
            + "_dmarc.example.com TXT \"v=DMARC1; p=quarantine\"",
            MailDnsRecordType.Dmarc, "a.example.com");

        Assert.Equal([null, null, DmarcPolicy.Quarantine], records.Select(record => record.EffectivePolicy));
        Assert.Equal([false, false, true], records.Select(record => record.IsInherited));
    }

    [Theory]
    [InlineData("_dmarc.example.com !ServFail", DnsStatus.ServFail, "_dmarc.example.com")]
    [InlineData("_dmarc.com !Silent", DnsStatus.Timeout, "_dmarc.com")]
    [InlineData("_dmarc.com TXT \"other\"", DnsStatus.NxDomain, "_dmarc.a.example.com")]
    public async Task A_failure_above_makes_the_dmarc_record_unknown(string zone, DnsStatus status, string name)
    {
        DmarcRecord record = Assert.Single(await ReaderHarness.ReadAsync<DmarcRecord>(
            zone, MailDnsRecordType.Dmarc, "a.example.com"));

        Assert.Equal((status, name), (record.Status, record.QueryName));
        Assert.Null(record.PolicyDomain);
        Assert.Null(record.Raw);
    }

    [Theory]
    [InlineData("{0} TXT \"something else\"", DnsStatus.NoData)]
    [InlineData("x.{0} A 192.0.2.1", DnsStatus.NoData)]
    [InlineData("{0} !NxDomain", DnsStatus.NxDomain)]
    [InlineData("{0} !Silent", DnsStatus.Timeout)]
    [InlineData("{0} !ServFail", DnsStatus.ServFail)]
    [InlineData("{0} !Refused", DnsStatus.Refused)]
    [InlineData("{0} !Garbage", DnsStatus.Error)]
    public async Task Without_a_record_the_status_says_why(string zone, DnsStatus expected)
    {
        SpfRecord spf = Assert.Single(await ReaderHarness.ReadAsync<SpfRecord>(
            string.Format(zone, "example.com"), MailDnsRecordType.Spf));
        DmarcRecord dmarc = Assert.Single(await ReaderHarness.ReadAsync<DmarcRecord>(
            string.Format(zone, "_dmarc.example.com"), MailDnsRecordType.Dmarc));

        Assert.All(new MailDnsRecord[] { spf, dmarc }, record =>
        {
            Assert.Equal(expected, record.Status);
            Assert.Null(record.Raw);
            Assert.Null(record.TimeToLive);
            Assert.Equal(expected > DnsStatus.NxDomain, record.Failure is not null);
        });
    }
}
