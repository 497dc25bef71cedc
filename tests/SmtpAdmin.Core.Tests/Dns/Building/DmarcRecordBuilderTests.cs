using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Building;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Building;

public sealed class DmarcRecordBuilderTests
{
    [Fact]
    public void Every_tag_is_read_back_as_it_was_meant()
    {
        MailDnsRecordDraft draft = Assert.Single(Build(new DmarcDraft
        {
            Policy = DmarcPolicy.Reject,
            SubdomainPolicy = DmarcPolicy.Quarantine,
            NonexistentSubdomainPolicy = DmarcPolicy.Reject,
            AggregateReportTo = ["dmarc@example.com", "MAILTO:d2@rua.example.com"],
            FailureReportTo = ["ruf@example.com"],
            DkimAlignment = DmarcAlignment.Strict,
            SpfAlignment = DmarcAlignment.Strict,
            IsTesting = true,
            IsPublicSuffixDomain = true,
        }));

        Assert.Equal("_dmarc.example.com", draft.Name);
        Assert.Equal(
            "v=DMARC1; p=reject; sp=quarantine; np=reject; adkim=s; aspf=s; psd=y; t=y; "
            + "rua=mailto:dmarc@example.com,mailto:d2@rua.example.com; ruf=mailto:ruf@example.com",
            draft.Value);
        DmarcSyntax read = DmarcRecordParser.Parse(draft.Value);
        Assert.Empty(read.Problems);
        Assert.Equal(DmarcPolicy.Reject, read.Policy);
        Assert.True(read.IsTesting);
        Assert.Equal(2, read.AggregateReportUris.Count);
        Assert.Empty(draft.Warnings);
    }

    [Fact]
    public void Reports_to_another_domain_need_a_record_of_it_that_comes_too()
    {
        IReadOnlyList<MailDnsRecordDraft> drafts = Build(new DmarcDraft
        {
            Policy = DmarcPolicy.None,
            AggregateReportTo = ["a@reports.example", "b@reports.example"],
        });

        Assert.Equal(["DMARC-REPORT-AUTHORIZATION-NEEDED"], drafts[0].Warnings);
        Assert.Equal(2, drafts.Count);
        Assert.Equal("example.com._report._dmarc.reports.example. 3600 IN TXT \"v=DMARC1;\"", drafts[1].ZoneLine);
        Assert.Contains("-ZoneName 'reports.example' -Name 'example.com._report._dmarc'", drafts[1].DnsServerCommand);
        Assert.True(DmarcRecordParser.IsDmarc(drafts[1].Value));
    }

    [Fact]
    public void A_policy_without_reports_is_a_warning()
        => Assert.Equal(
            ["DMARC-REPORTS-MISSING"], Build(new DmarcDraft { Policy = DmarcPolicy.Reject })[0].Warnings);

    [Fact]
    public void What_would_end_an_address_in_the_list_is_encoded()
    {
        MailDnsRecordDraft draft = Build(new DmarcDraft
        {
            Policy = DmarcPolicy.None,
            AggregateReportTo = ["a!b@example.com", "\"x,y;z\"@example.com", "mailto:c%21d@example.com"],
        })[0];

        Assert.EndsWith(
            "rua=mailto:a%21b@example.com,mailto:%22x%2Cy%3Bz%22@example.com,mailto:c%21d@example.com", draft.Value);
        Assert.Empty(DmarcRecordParser.Parse(draft.Value).Problems);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b@")]
    [InlineData("a@exa mple.com")]
    [InlineData("a@example.com; p=none")]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("a@example.com\r\nx")]
    [InlineData("mailto:a%0D%0A@example.com")]
    [InlineData("mailto:a@example.com?subject=x")]
    [InlineData("https://example.com/report")]
    [InlineData("Reports <a@example.com>")]
    [InlineData("a@[192.0.2.1]")]
    [InlineData("ä@example.com")]
    [InlineData("")]
    public void What_is_no_address_for_reports_is_refused_by_name(string address)
        => Assert.Contains("-AggregateReportTo", Places.Refusal(
            () => Build(new DmarcDraft { Policy = DmarcPolicy.None, AggregateReportTo = [address] })));

    [Fact]
    public void A_name_that_is_too_long_to_be_authorized_is_refused()
    {
        string longDomain = string.Join(".", Enumerable.Repeat(new string('a', 60), 3)) + ".example";

        Assert.Contains("is no name", Places.Refusal(() => DmarcRecordBuilder.Build(
            Places.At(longDomain),
            new DmarcDraft
            {
                Policy = DmarcPolicy.None,
                AggregateReportTo = [$"a@{new string('b', 60)}.example"],
            })));
    }

    private static IReadOnlyList<MailDnsRecordDraft> Build(DmarcDraft draft) => DmarcRecordBuilder.Build(Places.Example, draft);
}
