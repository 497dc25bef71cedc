using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>TLS reporting and BIMI records, read from a zone.</summary>
public sealed class TlsRecordReaderTests
{
    private const string Zone = """
        _smtp._tls.basic.example TXT "v=TLSRPTv1; rua=mailto:tlsrpt@basic.example"
        _smtp._tls.one.example TXT "v=TLSRPTv1; rua=mailto:tlsrpt@basic.example"
        _smtp._tls.one.example TXT "other"
        _smtp._tls.multiple.example TXT "v=TLSRPTv1; rua=mailto:tlsrpt@basic.example"
        _smtp._tls.multiple.example TXT "v=TLSRPTv1; rua=mailto:second@basic.example"
        _smtp._tls.malformed.example TXT "v=TLSRPTv1; bad"
        _smtp._tls.other.example TXT "other"
        _smtp._tls.temperror.example !ServFail
        """;

    // The lookups of mox (tlsrpt/lookup_test.go), with its zone.
    [Theory]
    [InlineData("basic.example", DnsStatus.Found, 1, null)]
    [InlineData("one.example", DnsStatus.Found, 1, null)]
    [InlineData("multiple.example", DnsStatus.Found, 2, "TLSRPT-MULTIPLE")]
    [InlineData("absent.example", DnsStatus.NxDomain, 1, null)]
    [InlineData("other.example", DnsStatus.NoData, 1, null)]
    [InlineData("malformed.example", DnsStatus.Found, 1, "TLSRPT-FIELD-SYNTAX")]
    [InlineData("temperror.example", DnsStatus.ServFail, 1, null)]
    public async Task A_reporting_lookup_ends_as_in_the_suite_of_mox(string domain, DnsStatus status, int count, string? code)
    {
        Assert.SkipWhen(ConformanceData.Find("records-mox/tlsrpt-lookup.json") is null, ConformanceData.Absent);
        IReadOnlyList<TlsRptRecord> records = await ReaderHarness.ReadAsync<TlsRptRecord>(
            Zone, MailDnsRecordType.TlsRpt, domain);

        Assert.Equal(count, records.Count);
        Assert.All(records, record => Assert.Equal(status, record.Status));
        Assert.All(records, record => Assert.Equal(code, record.Problems.Select(problem => problem.Code).FirstOrDefault()));
    }

    [Fact]
    public async Task A_logo_is_read_under_the_default_selector()
    {
        BimiRecord record = Assert.Single(await ReaderHarness.ReadAsync<BimiRecord>(
            """default._bimi.example.com TXT "v=BIMI1; l=https://example.com/" "logo.svg; a=" """, MailDnsRecordType.Bimi));

        Assert.Equal(("default", "https://example.com/logo.svg", "brand"), (record.Selector, record.LogoUri, record.AvatarPreference));
        Assert.Empty(record.Problems);
    }

    [Fact]
    public async Task A_version_in_another_case_is_shown_and_no_record()
    {
        BimiRecord record = Assert.Single(await ReaderHarness.ReadAsync<BimiRecord>(
            """default._bimi.example.com TXT "v=bimi1; l=" """, MailDnsRecordType.Bimi));

        Assert.Equal((DnsStatus.NoData, "v=bimi1; l=", false), (record.Status, record.Raw, record.IsDeclined));
        Assert.Equal("BIMI-VERSION-INVALID", Assert.Single(record.Problems).Code);
    }
}
