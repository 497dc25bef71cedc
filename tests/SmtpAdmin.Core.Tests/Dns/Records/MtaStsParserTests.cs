using System;
using System.Linq;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Records;

public sealed class MtaStsParserTests
{
    private const string Policy = "version: STSv1\nmode: enforce\nmx: mail.example.com\nmx: *.example.net\nmax_age: 86400\n";

    [Theory]
    [InlineData("v=STSv1; id=20240101", true)]
    [InlineData("v=STSv1 ; id=1", true)]
    [InlineData("v=STSv1", true)]
    [InlineData("v=STSv10; id=1", false)]
    [InlineData(" v=STSv1; id=1", false)]
    [InlineData("V=STSv1; id=1", false)]
    [InlineData("v=stsv1; id=1", false)]
    public void A_text_is_a_record_where_it_begins_with_the_version(string text, bool expected) =>
        Assert.Equal(expected, MtaStsRecordParser.IsMtaSts(text));

    [Fact]
    public void A_problem_says_where_it_is()
    {
        RecordProblem problem = Assert.Single(MtaStsRecordParser.Parse("v=STSv1; id=a; b c; d=1").Problems);

        Assert.Equal(new RecordProblem("MTASTS-FIELD-SYNTAX", 15, "b c"), problem);
    }

    [Fact]
    public void A_policy_is_read()
    {
        MtaStsPolicy policy = MtaStsPolicyParser.Parse(Policy);

        Assert.True(policy.IsValid);
        Assert.Empty(policy.Problems);
        Assert.Equal((MtaStsMode.Enforce, TimeSpan.FromDays(1)), (policy.Mode, policy.MaxAge));
        Assert.Equal(["mail.example.com", "*.example.net"], policy.Mx);
    }

    [Fact]
    public void Lines_may_end_with_CRLF_and_fields_come_in_any_order()
    {
        string reversed = string.Join("\r\n", Policy.Trim().Split('\n').Reverse());

        Assert.Equal(["*.example.net", "mail.example.com"], MtaStsPolicyParser.Parse(reversed).Mx);
        Assert.True(MtaStsPolicyParser.Parse(reversed).IsValid);
    }

    [Theory]
    [InlineData("mode: testing\n", "MTASTS-POLICY-FIELD-DUPLICATE")]
    [InlineData("\n\n", "MTASTS-POLICY-LINE-EMPTY")]
    public void What_senders_overlook_is_noted_and_changes_nothing(string more, string code)
    {
        MtaStsPolicy policy = MtaStsPolicyParser.Parse(Policy + more);

        Assert.True(policy.IsValid);
        Assert.Equal(MtaStsMode.Enforce, policy.Mode);
        Assert.Contains(policy.Problems, problem => problem.Code == code);
    }

    [Theory]
    [InlineData("0", 0, true)]
    [InlineData("31557600", 31557600, true)]
    [InlineData("31557601", 31557600, true)]
    [InlineData("9999999999", 31557600, true)]
    [InlineData("99999999999", null, false)]
    [InlineData("-1", null, false)]
    [InlineData("", null, false)]
    [InlineData("1.5", null, false)]
    public void An_age_is_between_nothing_and_a_year(string age, int? seconds, bool valid)
    {
        MtaStsPolicy policy = MtaStsPolicyParser.Parse(Policy.Replace("86400", age));

        Assert.Equal(seconds, (int?)policy.MaxAge?.TotalSeconds);
        Assert.Equal(valid, policy.IsValid);
    }

    [Theory]
    [InlineData("mail.example.com.")]
    [InlineData("*")]
    [InlineData("*.*.example.com")]
    [InlineData("mail.*.example.com")]
    [InlineData("postmaster@example.com")]
    [InlineData("192.0.2.1")]
    [InlineData("exämple.com")]
    public void A_pattern_that_is_no_name_makes_the_policy_invalid(string pattern)
    {
        MtaStsPolicy policy = MtaStsPolicyParser.Parse(Policy + "mx: " + pattern);

        Assert.False(policy.IsValid);
        Assert.Equal("MTASTS-POLICY-MX-INVALID", Assert.Single(policy.Problems).Code);
    }

    [Fact]
    public void A_file_of_nothing_but_mistakes_is_read_in_bounded_space()
    {
        MtaStsPolicy policy = MtaStsPolicyParser.Parse(string.Concat(Enumerable.Repeat("\u001b[31m<b>\r\n", 10_000)));

        Assert.False(policy.IsValid);
        Assert.InRange(policy.Problems.Count, 1, 50);
        Assert.DoesNotContain('\u001b', policy.Raw);
    }
}
