using System;
using SmtpAdmin.Core.Evaluation.MtaSts;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.MtaSts;

public sealed class MtaStsEvaluatorTests
{
    [Theory]
    [InlineData("a.example", "a.example", true)]
    [InlineData("a.example", "A.EXAMPLE.", true)]
    [InlineData("a.example", "x.a.example", false)]
    [InlineData("*.b.example", "sub.b.example", true)]
    [InlineData("*.b.example", "b.example", false)]
    [InlineData("*.b.example", "sub.sub.b.example", false)]
    [InlineData("*.b.example", "subb.example", false)]
    [InlineData("*.b.example", ".b.example", false)]
    public void A_wildcard_is_exactly_one_label(string pattern, string host, bool expected) =>
        Assert.Equal(expected, MtaStsEvaluator.Matches(pattern, host));

    [Theory]
    [InlineData(MtaStsMode.Enforce, "mx.example.com", TlsPolicyVerdict.Pass, "MTASTS-MX-MATCH")]
    [InlineData(MtaStsMode.Enforce, "mx.example.net", TlsPolicyVerdict.Fail, "MTASTS-MX-MISMATCH")]
    [InlineData(MtaStsMode.Testing, "mx.example.net", TlsPolicyVerdict.Fail, "MTASTS-MX-MISMATCH")]
    [InlineData(MtaStsMode.None, "mx.example.net", TlsPolicyVerdict.NotApplicable, "MTASTS-MODE-NONE")]
    public void A_policy_in_force_decides(MtaStsMode mode, string host, TlsPolicyVerdict verdict, string code)
    {
        MtaStsRecord record = Record(DnsStatus.Found) with
        {
            IsValid = true,
            PolicyStatus = MtaStsPolicyStatus.Valid,
            Policy = new MtaStsPolicy { Raw = string.Empty, Mode = mode, Mx = ["*.example.com"], IsValid = true },
        };
        TlsPolicyResult result = MtaStsEvaluator.Evaluate([record], host);

        Assert.Equal((verdict, code), (result.Verdict, result.Code));
    }

    [Theory]
    [InlineData(DnsStatus.NoData, TlsPolicyVerdict.NotApplicable)]
    [InlineData(DnsStatus.NxDomain, TlsPolicyVerdict.NotApplicable)]
    [InlineData(DnsStatus.ServFail, TlsPolicyVerdict.Unknown)]
    [InlineData(DnsStatus.Refused, TlsPolicyVerdict.Unknown)]
    [InlineData(DnsStatus.Timeout, TlsPolicyVerdict.Unknown)]
    [InlineData(DnsStatus.Error, TlsPolicyVerdict.Unknown)]
    [InlineData(DnsStatus.Found, TlsPolicyVerdict.NotApplicable)]
    public void Without_a_valid_record_no_policy_applies_and_without_an_answer_nothing_is_known(
        DnsStatus status, TlsPolicyVerdict verdict) =>
        Assert.Equal(verdict, MtaStsEvaluator.Evaluate([Record(status)], "mx.example.com").Verdict);

    [Fact]
    public void A_policy_that_did_not_come_leaves_it_open()
    {
        foreach (MtaStsPolicyStatus status in Enum.GetValues<MtaStsPolicyStatus>())
        {
            MtaStsRecord record = Record(DnsStatus.Found) with
            {
                IsValid = true,
                PolicyStatus = status,
                Policy = new MtaStsPolicy { Raw = string.Empty, Mode = MtaStsMode.None },
            };
            TlsPolicyVerdict expected = status == MtaStsPolicyStatus.Valid
                ? TlsPolicyVerdict.NotApplicable
                : TlsPolicyVerdict.Unknown;

            Assert.Equal(expected, MtaStsEvaluator.Evaluate([record], "mx.example.com").Verdict);
        }
    }

    private static MtaStsRecord Record(DnsStatus status) => new()
    {
        Domain = "example.com",
        QueryName = "_mta-sts.example.com",
        Status = status,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };
}
