using System;
using System.Linq;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Records;

/// <summary>TLS reporting, BIMI and TLSA: the parts that the suites do not cover.</summary>
public sealed class TlsRecordParserTests
{
    [Fact]
    public void Report_addresses_are_a_list_and_may_come_twice() =>
        Assert.Equal(
            ["mailto:a@example.com", "https://example.com/r", "mailto:b@example.com"],
            TlsRptRecordParser.Parse(
                "v=TLSRPTv1;rua=mailto:a@example.com , https://example.com/r; rua=mailto:b@example.com").ReportUris);

    [Theory]
    [InlineData("http://example.com/r", 13)]
    [InlineData("mailto:", 13)]
    [InlineData("mailto:a@example.com!10m", 13)]
    [InlineData("mailto:a@example.com,ftp://example.com", 34)]
    [InlineData("", 13)]
    public void A_report_address_that_is_none_is_a_problem_with_its_position(string uri, int position)
    {
        RecordProblem problem = Assert.Single(TlsRptRecordParser.Parse("v=TLSRPTv1; rua=" + uri).Problems);

        Assert.Equal(("TLSRPT-URI-INVALID", position + 3), (problem.Code, problem.Position));
    }

    [Theory]
    [InlineData("v=BIMI1; l=; a=;", true)]
    [InlineData("v=BIMI1; l=;", true)]
    [InlineData("v=BIMI1; l=; a=https://example.com/a.pem", false)]
    [InlineData("v=BIMI1; l=https://example.com/a.svg; a=", false)]
    [InlineData("v=BIMI1;", false)]
    public void A_domain_declines_with_empty_addresses(string text, bool declined) =>
        Assert.Equal(declined, BimiRecordParser.Parse(text).IsDeclined);

    [Theory]
    [InlineData("l=http://example.com/a.svg", "BIMI-URI-INVALID")]
    [InlineData("l=https://", "BIMI-URI-INVALID")]
    [InlineData("l=https://example.com/a.svg; a=javascript:alert(1)", "BIMI-URI-INVALID")]
    [InlineData("l=https://example.com/a.svg; avp=both", "BIMI-VALUE-INVALID")]
    [InlineData("l=https://example.com/a.svg; lps=a_b", "BIMI-VALUE-INVALID")]
    [InlineData("a=https://example.com/a.pem", "BIMI-LOCATION-MISSING")]
    [InlineData("l=; a=https://example.com/a.pem", "BIMI-LOCATION-MISSING")]
    public void A_value_that_is_not_allowed_is_a_problem(string tag, string code) =>
        Assert.Equal(code, Assert.Single(BimiRecordParser.Parse("v=BIMI1; " + tag).Problems).Code);

    [Theory]
    [InlineData("v=BIMI1; l=", true, true)]
    [InlineData("v=bimi1; l=", false, true)]
    [InlineData("v=BIMI2; l=", false, true)]
    [InlineData("l=; v=BIMI1", false, false)]
    [InlineData("v=spf1 -all", false, false)]
    public void The_version_must_match_precisely(string text, bool isRecord, bool isMeant)
    {
        Assert.Equal(isRecord, BimiRecordParser.IsBimi(text));
        Assert.Equal(isMeant, BimiRecordParser.IsMeant(text));
    }

    [Theory]
    [InlineData(3, 1, 1, 32, null)]
    [InlineData(2, 0, 2, 64, null)]
    [InlineData(3, 0, 0, 500, null)]
    [InlineData(0, 0, 1, 32, "TLSA-USAGE-UNUSABLE")]
    [InlineData(1, 1, 1, 32, "TLSA-USAGE-UNUSABLE")]
    [InlineData(4, 1, 1, 32, "TLSA-USAGE-UNKNOWN")]
    [InlineData(3, 2, 1, 32, "TLSA-SELECTOR-UNKNOWN")]
    [InlineData(3, 1, 3, 32, "TLSA-MATCHING-UNKNOWN")]
    [InlineData(3, 1, 1, 31, "TLSA-DATA-LENGTH")]
    [InlineData(3, 1, 2, 32, "TLSA-DATA-LENGTH")]
    [InlineData(3, 1, 0, 0, "TLSA-DATA-LENGTH")]
    public void A_tlsa_record_is_usable_or_says_why_not(byte usage, byte selector, byte matching, int length, string? code)
    {
        TlsaSyntax syntax = TlsaRecordParser.Parse(
            new DnsTlsa(TimeSpan.Zero, usage, selector, matching, new byte[length]));

        Assert.Equal(code is null, syntax.IsUsable);
        Assert.Equal(code, syntax.Problems.Select(problem => problem.Code).SingleOrDefault());
    }
}
