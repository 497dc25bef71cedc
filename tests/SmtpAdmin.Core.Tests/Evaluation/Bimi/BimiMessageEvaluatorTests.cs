using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Bimi;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Core.Tests.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Bimi;

/// <summary>Which messages may show a logo, and which record names it.</summary>
public sealed class BimiMessageEvaluatorTests
{
    private const string Record = "v=BIMI1; l=https://example.com/a.svg";

    [Theory]
    [InlineData("v=DMARC1; p=reject", "Pass")]
    [InlineData("v=DMARC1; p=quarantine", "Pass")]
    [InlineData("v=DMARC1; p=quarantine; pct=100", "Pass")]
    [InlineData("v=DMARC1; p=quarantine; pct=99", "Skipped")]
    [InlineData("v=DMARC1; p=quarantine; t=y", "Skipped")]
    [InlineData("v=DMARC1; p=reject; pct=50", "Pass")]
    [InlineData("v=DMARC1; p=reject; t=y", "Pass")]
    [InlineData("v=DMARC1; p=reject; sp=none", "Skipped")]
    [InlineData("v=DMARC1; p=none", "Skipped")]
    public async Task The_policy_must_be_enforced(string dmarc, string expected) =>
        Assert.Equal(expected, (await EvaluateAsync(Zone().Text("_dmarc.example.com", dmarc))).Verdict.ToString());

    [Theory]
    [InlineData("v=DMARC1; p=none", "Skipped")]
    [InlineData("v=DMARC1; p=reject; sp=none", "Skipped")]
    [InlineData("v=DMARC1; p=quarantine; pct=1", "Skipped")]
    [InlineData("v=DMARC1; p=reject", "Pass")]
    public async Task The_policy_of_the_organization_counts_beside_the_domains_own(string organization, string expected)
    {
        MemoryResolver zone = Zone().Text("_dmarc.mail.example.com", "v=DMARC1; p=reject")
            .Text("_dmarc.example.com", organization);

        Assert.Equal(expected, (await EvaluateAsync(zone, "mail.example.com")).Verdict.ToString());
    }

    [Theory]
    [InlineData(DmarcIdentifierResult.Fail, "Skipped")]
    [InlineData(DmarcIdentifierResult.TempError, "TempError")]
    public async Task A_message_that_does_not_pass_DMARC_shows_none(DmarcIdentifierResult dkim, string expected) =>
        Assert.Equal(expected, (await EvaluateAsync(Enforced(), dkim: dkim)).Verdict.ToString());

    [Theory]
    [InlineData("v=BIMI1; l=; a=", "Declined")]
    [InlineData("v=BIMI1; a=https://example.com/a.pem", "Fail")]
    [InlineData("v=BIMI1; l=http://example.com/a.svg", "Fail")]
    [InlineData("v=BIMI1; l=https://example.com/a.svg; a=http://example.com/a.pem", "Fail")]
    [InlineData("v=BIMI1; l=https://example.com/a.svg; avp=both", "Pass")]
    [InlineData("v=bimi1; l=https://example.com/a.svg", "None")]
    public async Task A_record_is_taken_as_it_stands(string record, string expected)
    {
        MemoryResolver zone = new MemoryResolver().Text("_dmarc.example.com", "v=DMARC1; p=reject")
            .Text("default._bimi.example.com", record);

        Assert.Equal(expected, (await EvaluateAsync(zone)).Verdict.ToString());
    }

    [Fact]
    public async Task Two_records_name_none() =>
        Assert.Equal(
            BimiVerdict.Fail,
            (await EvaluateAsync(Enforced().Text("default._bimi.example.com", Record + "?"))).Verdict);

    [Theory]
    [InlineData("_dmarc.example.com")]
    [InlineData("default._bimi.mail.example.com")]
    [InlineData("default._bimi.example.com")]
    public async Task A_question_without_answer_leaves_it_open(string name)
    {
        MemoryResolver zone = Enforced().Fail(name, DnsRecordType.Txt, DnsStatus.Timeout);

        Assert.Equal(BimiVerdict.TempError, (await EvaluateAsync(zone, "mail.example.com")).Verdict);
    }

    [Theory]
    [InlineData("brand", "brand")]
    [InlineData("2024", "2024")]
    [InlineData("a.b", "a.b")]
    [InlineData("a..b", "default")]
    [InlineData("x@evil", "default")]
    [InlineData("a b", "default")]
    public async Task A_selector_of_the_message_is_asked_for_where_it_is_one(string selector, string asked)
    {
        MemoryResolver zone = Enforced();

        await EvaluateAsync(zone, selector: selector);

        Assert.Contains(zone.Asked, question => question.Name == asked + "._bimi.example.com");
    }

    [Fact]
    public async Task A_selector_that_makes_the_name_too_long_has_no_record() =>
        Assert.Equal(
            BimiVerdict.None,
            (await EvaluateAsync(Enforced(), selector: string.Join('.', Enumerable.Repeat(new string('a', 60), 4)))).Verdict);

    [Theory]
    [InlineData("lps=", "News.Letter+1", "https://example.com/own.svg")]
    [InlineData("lps=news", "news_letter", "https://example.com/own.svg")]
    [InlineData("lps=news", "other", "https://example.com/a.svg")]
    [InlineData("lps=sales", "news-letter", "https://example.com/a.svg")]
    [InlineData("avp=brand", "news-letter", "https://example.com/a.svg")]
    public async Task A_record_can_send_local_parts_on(string tag, string localPart, string logo)
    {
        MemoryResolver zone = new MemoryResolver().Text("_dmarc.example.com", "v=DMARC1; p=reject")
            .Text("default._bimi.example.com", $"{Record}; {tag}")
            .Text("news-letter._bimi.example.com", "v=BIMI1; l=https://example.com/own.svg");

        Assert.Equal(logo, (await EvaluateAsync(zone, localPart: localPart)).Record?.LogoUri);
    }

    [Theory]
    [InlineData("--a..b_-c--", "a-b-c")]
    [InlineData("A+b", "a")]
    [InlineData("+b", null)]
    [InlineData("a!b", null)]
    [InlineData("ä", null)]
    public void A_local_part_is_brought_into_the_form_of_a_label(string localPart, string? selector) =>
        Assert.Equal(selector, BimiLocalPart.TryMakeSelector(localPart, []));

    private static MemoryResolver Zone() => new MemoryResolver().Text("default._bimi.example.com", Record);

    private static MemoryResolver Enforced() => Zone().Text("_dmarc.example.com", "v=DMARC1; p=reject");

    private static async Task<BimiMessageResult> EvaluateAsync(
        MemoryResolver zone,
        string domain = "example.com",
        DmarcIdentifierResult dkim = DmarcIdentifierResult.Pass,
        string? selector = null,
        string? localPart = null)
    {
        DmarcTestResult dmarc = await new DmarcEvaluator(zone).EvaluateAsync(
            [domain],
            [new DmarcIdentifier(DmarcIdentifierKind.Dkim, domain, dkim)],
            TestContext.Current.CancellationToken);
        return await new BimiMessageEvaluator(zone).EvaluateAsync(
            dmarc, selector, localPart, TestContext.Current.CancellationToken);
    }
}
