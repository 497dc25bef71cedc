using System.Linq;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Records;

public sealed class DmarcRecordParserTests
{
    [Theory]
    [InlineData("v=DMARC1", true)]
    [InlineData("v=DMARC1;p=none", true)]
    [InlineData(" v = DMARC1 ; p=none", true)]
    [InlineData("V=DMARC1; p=none", true)]
    [InlineData("v=dmarc1; p=none", false)]
    [InlineData("v=DMARC12; p=none", false)]
    [InlineData("v=DMARC1 p=none", false)]
    [InlineData("p=none; v=DMARC1", false)]
    [InlineData("v=spf1 -all", false)]
    [InlineData("", false)]
    public void A_record_begins_with_its_version_in_this_case(string text, bool expected) =>
        Assert.Equal(expected, DmarcRecordParser.IsDmarc(text));

    [Fact]
    public void Every_tag_is_read()
    {
        DmarcSyntax record = DmarcRecordParser.Parse(
            "v=DMARC1; np=Reject; p=quarantine; sp=none; adkim=S; aspf=r; t=y; psd=n; fo=1:d:s; "
            + "rua=mailto:a@example.com , mailto:b@example.net; ruf=mailto:c@example.com; Other=kept");

        Assert.Empty(record.Problems);
        Assert.Equal(
            (DmarcPolicy.Quarantine, DmarcPolicy.None, DmarcPolicy.Reject),
            (record.Policy, record.SubdomainPolicy, record.NonexistentSubdomainPolicy));
        Assert.Equal((DmarcAlignment.Strict, DmarcAlignment.Relaxed), (record.DkimAlignment, record.SpfAlignment));
        Assert.True(record.IsTesting);
        Assert.Equal(["mailto:a@example.com", "mailto:b@example.net"], record.AggregateReportUris);
        Assert.Equal(["mailto:c@example.com"], record.FailureReportUris);
        Assert.Equal("kept", record.Tags["other"]);
    }

    [Theory]
    [InlineData("v=DMARC1; p=reject", DmarcPolicy.Reject)]
    [InlineData("v=DMARC1; sp=none; p=reject", DmarcPolicy.Reject)]
    [InlineData("v=DMARC1; rua=mailto:a@example.com", DmarcPolicy.None)]
    [InlineData("v=DMARC1; p=bad; rua=mailto:a@example.com", DmarcPolicy.None)]
    [InlineData("v=DMARC1; p=bad", null)]
    [InlineData("v=DMARC1; p=bad; rua=nowhere", null)]
    [InlineData("v=DMARC1; sp=none", null)]
    public void Without_a_valid_policy_only_a_report_address_makes_it_none(string text, DmarcPolicy? expected) =>
        Assert.Equal(expected, DmarcRecordParser.Parse(text).Policy);

    [Theory]
    [InlineData("v=dmarc1; p=none", "DMARC-VERSION-INVALID at 0: v=dmarc1; p=none")]
    [InlineData("v=DMARC1", "DMARC-POLICY-MISSING at 0: ")]
    [InlineData("v=DMARC1; p=refuse", "DMARC-VALUE-INVALID at 10: p=refuse")]
    [InlineData("v=DMARC1; p=none; sp=", "DMARC-VALUE-INVALID at 18: sp=")]
    [InlineData("v=DMARC1; p=none; np=x", "DMARC-VALUE-INVALID at 18: np=x")]
    [InlineData("v=DMARC1; p=none; adkim=strict", "DMARC-VALUE-INVALID at 18: adkim=strict")]
    [InlineData("v=DMARC1; p=none; aspf=x", "DMARC-VALUE-INVALID at 18: aspf=x")]
    [InlineData("v=DMARC1; p=none; t=yes", "DMARC-VALUE-INVALID at 18: t=yes")]
    [InlineData("v=DMARC1; p=none; psd=x", "DMARC-VALUE-INVALID at 18: psd=x")]
    [InlineData("v=DMARC1; p=none; fo=01", "DMARC-VALUE-INVALID at 18: fo=01")]
    [InlineData("v=DMARC1; p=none; pct=50", "DMARC-TAG-OBSOLETE at 18: pct=50")]
    [InlineData("v=DMARC1; p=none; RF=afrf", "DMARC-TAG-OBSOLETE at 18: RF=afrf")]
    [InlineData("v=DMARC1; p=none; ri=x", "DMARC-TAG-OBSOLETE at 18: ri=x")]
    [InlineData("v=DMARC1; p=none; p=reject", "DMARC-TAG-DUPLICATE at 18: p=reject")]
    [InlineData("v=DMARC1; p=none; word", "DMARC-TAG-SYNTAX at 18: word")]
    [InlineData("v=DMARC1; p=none; rua=mailto:a@b.org!10m", "DMARC-URI-SIZE-OBSOLETE at 22: mailto:a@b.org!10m")]
    [InlineData("v=DMARC1; p=none; rua=mailto:a@example.com,  b@example.com", "DMARC-URI-INVALID at 45: b@example.com")]
    [InlineData("v=DMARC1; p=none; ruf=mailto:", "DMARC-URI-INVALID at 22: mailto:")]
    [InlineData("v=DMARC1; p=none; rua=mailto:a@example.com!", "DMARC-URI-INVALID at 22: mailto:a@example.com!")]
    [InlineData("v=DMARC1; p=none; rua=", "DMARC-URI-INVALID at 22: ")]
    [InlineData("v=DMARC1; p=none; rua=/etc/passwd", "DMARC-URI-INVALID at 22: /etc/passwd")]
    public void What_is_not_allowed_is_named_with_its_position(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(DmarcRecordParser.Parse(text).Problems).ToString());

    [Fact]
    public void A_policy_for_subdomains_is_no_policy_for_the_domain()
    {
        DmarcSyntax record = DmarcRecordParser.Parse("v=DMARC1;p=reject;sp=none");

        Assert.Equal((DmarcPolicy.Reject, DmarcPolicy.None), (record.Policy, record.SubdomainPolicy));
    }

    [Fact]
    public void An_address_keeps_no_size()
    {
        DmarcSyntax record = DmarcRecordParser.Parse("v=DMARC1; rua=mailto:a@example.com!10M");

        Assert.Equal(["mailto:a@example.com"], record.AggregateReportUris);
        Assert.Equal(DmarcPolicy.None, record.Policy);
    }

    [Fact]
    public void Unknown_tags_are_kept_and_ignored()
    {
        DmarcSyntax record = DmarcRecordParser.Parse("v=DMARC1; p=none; xyz=foo");

        Assert.Equal(["v", "p", "xyz"], record.Tags.Keys.ToArray());
        Assert.Empty(record.Problems);
    }
}
