using System;
using System.Linq;
using SmtpAdmin.Core.Dns.Building;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Building;

/// <summary>MTA-STS, TLS-RPT and BIMI.</summary>
public sealed class PolicyRecordBuilderTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 20, 30, 0, TimeSpan.FromHours(1));

    [Fact]
    public void An_MTA_STS_record_comes_with_its_policy()
    {
        MailDnsRecordDraft draft = MtaSts(new MtaStsDraft { Mode = "enforce", MxHost = ["MX1.example.com", "*.example.net"] });

        Assert.Equal("_mta-sts.example.com", draft.Name);
        Assert.Equal("v=STSv1; id=20261124T193000Z;", draft.Value);
        Assert.Equal(
            "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n",
            draft.PolicyFile);
        Assert.Empty(draft.Warnings);
    }

    [Theory]
    [InlineData("enforce", MtaStsMode.Enforce, 31557600, "mx1.example.com,*.example.net")]
    [InlineData("testing", MtaStsMode.Testing, 86400, "bücher.example")]
    [InlineData("none", MtaStsMode.None, 0, "")]
    public void An_MTA_STS_record_and_its_policy_are_read_back_as_they_were_meant(
        string mode, MtaStsMode expected, int maxAge, string hosts)
    {
        string[] given = hosts.Split(',', StringSplitOptions.RemoveEmptyEntries);
        MailDnsRecordDraft draft = MtaSts(new MtaStsDraft { Mode = mode, MxHost = given, MaxAge = maxAge });

        MtaStsSyntax record = MtaStsRecordParser.Parse(draft.Value);
        MtaStsPolicy policy = MtaStsPolicyParser.Parse(draft.PolicyFile!);

        Assert.True(MtaStsRecordParser.IsMtaSts(draft.Value));
        Assert.Equal("20261124T193000Z", record.Id);
        Assert.Empty(record.Problems);
        Assert.True(policy.IsValid);
        Assert.Empty(policy.Problems);
        Assert.Equal(expected, policy.Mode);
        Assert.Equal(TimeSpan.FromSeconds(maxAge), policy.MaxAge);
        Assert.Equal(given.Select(static host => host.Replace("bücher", "xn--bcher-kva")), policy.Mx);
    }

    [Fact]
    public void A_policy_that_is_taken_back_names_no_host()
        => Assert.Equal(
            "version: STSv1\r\nmode: none\r\nmax_age: 60\r\n",
            MtaSts(new MtaStsDraft { Mode = "none", MaxAge = 60 }).PolicyFile);

    [Fact]
    public void A_policy_that_is_soon_forgotten_is_a_warning()
        => Assert.Equal(
            ["MTASTS-MAX-AGE-SHORT"], MtaSts(new MtaStsDraft { MxHost = ["mx.example.com"], MaxAge = 86399 }).Warnings);

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-24")]
    [InlineData("1;v=x")]
    [InlineData("123456789012345678901234567890123")]
    public void An_id_that_is_none_is_refused(string id)
        => Assert.Contains("-Id", Places.Refusal(() => MtaSts(new MtaStsDraft { Id = id, MxHost = ["mx.example.com"] })));

    [Theory]
    [InlineData("*")]
    [InlineData("mx.*.example.com")]
    [InlineData("*.*.example.com")]
    [InlineData("mx.example.com\r\nmode: none")]
    [InlineData("192.0.2.1")]
    public void A_host_that_is_none_is_refused(string host)
        => Assert.Contains("-MxHost", Places.Refusal(() => MtaSts(new MtaStsDraft { MxHost = [host] })));

    [Theory]
    [InlineData(-1)]
    [InlineData(31557601)]
    public void An_age_out_of_bounds_is_refused(int age)
        => Assert.Contains("-MaxAge", Places.Refusal(() => MtaSts(new MtaStsDraft { MxHost = ["mx.example.com"], MaxAge = age })));

    [Fact]
    public void A_policy_without_hosts_is_refused() => Places.Refusal(() => MtaSts(new MtaStsDraft()));

    [Fact]
    public void TLS_reports_go_to_mail_and_to_https()
    {
        MailDnsRecordDraft draft = TlsRptRecordBuilder.Build(
            Places.Example, ["tls@example.com", "https://reports.example/v1;x?a=1,2!"]);

        Assert.Equal("_smtp._tls.example.com", draft.Name);
        Assert.Equal("v=TLSRPTv1; rua=mailto:tls@example.com,https://reports.example/v1%3Bx?a=1%2C2%21", draft.Value);
    }

    [Theory]
    [InlineData("tls@example.com")]
    [InlineData("mailto:a!b@example.com")]
    [InlineData("\"x,y;z\"@example.com")]
    [InlineData("https://reports.example/v1;x?a=1,2!")]
    [InlineData("tls@example.com", "https://reports.example:8443/tls")]
    public void A_TLS_RPT_record_is_read_back_as_it_was_meant(params string[] reportTo)
    {
        string record = TlsRptRecordBuilder.Build(Places.Example, reportTo).Value;

        TlsRptSyntax read = TlsRptRecordParser.Parse(record);

        Assert.True(TlsRptRecordParser.IsTlsRpt(record));
        Assert.Empty(read.Problems);
        Assert.Equal(record, "v=TLSRPTv1; rua=" + string.Join(",", read.ReportUris));
        Assert.Equal(reportTo.Length, read.ReportUris.Count);
    }

    [Theory]
    [InlineData("http://reports.example/")]
    [InlineData("https://")]
    [InlineData("https://192.0.2.1/")]
    [InlineData("https://user:pw@reports.example/")]
    [InlineData("https://reports.example/\r\nx")]
    [InlineData("https://reports.example/\" \"")]
    [InlineData("javascript:alert(1)")]
    public void What_takes_no_TLS_reports_is_refused(string address)
        => Assert.Contains("-ReportTo", Places.Refusal(() => TlsRptRecordBuilder.Build(Places.Example, [address])));

    [Fact]
    public void A_BIMI_record_names_logo_and_evidence()
    {
        MailDnsRecordDraft draft = BimiRecordBuilder.Build(
            Places.Example, "Brand1", "https://example.com/logo.svg", "https://example.com/vmc.pem");

        Assert.Equal("brand1._bimi.example.com", draft.Name);
        Assert.Equal("v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem;", draft.Value);
        Assert.Empty(draft.Warnings);
    }

    [Theory]
    [InlineData("https://example.com/logo.svg", "https://example.com/vmc.pem")]
    [InlineData("https://example.com/a;b,c.svg?v=1;2", null)]
    public void A_BIMI_record_is_read_back_as_it_was_meant(string logo, string? evidence)
    {
        string record = BimiRecordBuilder.Build(Places.Example, "default", logo, evidence).Value;

        BimiSyntax read = BimiRecordParser.Parse(record);

        Assert.True(BimiRecordParser.IsBimi(record));
        Assert.Empty(read.Problems);
        Assert.Equal(logo.Replace(";", "%3B").Replace(",", "%2C"), read.LogoUri);
        Assert.Equal(evidence, read.EvidenceUri);
        Assert.False(read.IsDeclined);
    }

    [Fact]
    public void What_few_receivers_show_is_a_warning()
        => Assert.Equal(
            ["BIMI-LOGO-NOT-SVG", "BIMI-EVIDENCE-MISSING"],
            BimiRecordBuilder.Build(Places.Example, "default", "https://example.com/logo.png", null).Warnings);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a..b")]
    [InlineData("a@b")]
    [InlineData("-a")]
    public void A_selector_that_is_none_is_refused(string selector)
        => Assert.Contains("-Selector", Places.Refusal(
            () => BimiRecordBuilder.Build(Places.Example, selector, "https://example.com/logo.svg", null)));

    private static MailDnsRecordDraft MtaSts(MtaStsDraft draft) => MtaStsRecordBuilder.Build(Places.Example, draft, s_now);
}
