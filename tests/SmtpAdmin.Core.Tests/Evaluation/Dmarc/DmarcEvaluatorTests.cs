using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Core.Tests.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Dmarc;

/// <summary>The verdict on a message: policy, alignment, and what failed questions leave open.</summary>
public sealed class DmarcEvaluatorTests
{
    private const string Author = "mail.example.com";

    private readonly MemoryResolver _dns = new();

    [Theory]
    [InlineData("v=DMARC1; p=reject; sp=none", true, DmarcPolicy.Reject, DmarcPolicy.Reject, "p")]
    [InlineData("v=DMARC1; p=reject; t=y", true, DmarcPolicy.Reject, DmarcPolicy.Quarantine, "p")]
    [InlineData("v=DMARC1; p=quarantine; t=y", true, DmarcPolicy.Quarantine, DmarcPolicy.None, "p")]
    [InlineData("v=DMARC1; p=none; t=y", true, DmarcPolicy.None, DmarcPolicy.None, "p")]
    [InlineData("v=DMARC1; rua=mailto:a@example.com", true, DmarcPolicy.None, DmarcPolicy.None, "p")]
    [InlineData("v=DMARC1; p=reject; pct=0; ri=x; rf=y", true, DmarcPolicy.Reject, DmarcPolicy.Reject, "p")]
    [InlineData("v=DMARC1; p=reject", false, DmarcPolicy.Reject, DmarcPolicy.Reject, "p")]
    [InlineData("v=DMARC1; p=reject; sp=quarantine", false, DmarcPolicy.Quarantine, DmarcPolicy.Quarantine, "sp")]
    [InlineData("v=DMARC1; p=none; np=reject", false, DmarcPolicy.Reject, DmarcPolicy.Reject, "np")]
    [InlineData("v=DMARC1; p=none; sp=none; np=reject; t=y", false, DmarcPolicy.Reject, DmarcPolicy.Quarantine, "np")]
    [InlineData("v=DMARC1; p=reject; sp=bad; rua=mailto:a@example.com", false, DmarcPolicy.None, DmarcPolicy.None, "p")]
    public async Task The_policy_comes_from_the_tag_that_applies(
        string record, bool own, DmarcPolicy policy, DmarcPolicy disposition, string tag)
    {
        _dns.Text(own ? "_dmarc.mail.example.com" : "_dmarc.example.com", record);

        DmarcTestResult result = await EvaluateAsync();

        Assert.Equal(
            (DmarcVerdict.Fail, policy, disposition, tag),
            (result.Verdict, result.Policy!.Value, result.Disposition!.Value, result.PolicyTag));
        Assert.Equal(own ? Author : "example.com", result.PolicyDomain);
        Assert.Equal(
            own ? DmarcPolicySource.AuthorDomain : DmarcPolicySource.OrganizationalDomain, result.PolicySource);
    }

    [Theory]
    [InlineData("v=DMARC1")]
    [InlineData("v=DMARC1; p=bad")]
    [InlineData("v=DMARC1; p=reject; np=bad")]
    [InlineData("v=DMARC1; p=reject; sp=bad")]
    [InlineData("v=dmarc1; p=reject")]
    [InlineData("p=reject; v=DMARC1")]
    public async Task A_record_that_asks_for_nothing_makes_dmarc_not_apply(string record)
    {
        _dns.Text("_dmarc.mail.example.com", record);

        DmarcTestResult result = await EvaluateAsync(Pass("mail.example.com"));

        Assert.Equal(DmarcVerdict.None, result.Verdict);
        Assert.Null(result.Disposition);
    }

    [Theory]
    [InlineData("mail.example.com A", "sp")]
    [InlineData("sub.mail.example.com A", "sp")]
    [InlineData("x._dmarc.mail.example.com A", "sp")]
    [InlineData("mail.example.com CNAME", "sp")]
    [InlineData("other.example.com A", "np")]
    public async Task Np_is_for_a_domain_that_does_not_exist(string zone, string tag)
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=none; sp=quarantine; np=reject");
        string name = zone.Split(' ')[0];
        if (zone.EndsWith("CNAME", StringComparison.Ordinal))
        {
            _dns.Alias(name, "gone.example.net");
        }
        else
        {
            _dns.Add(name, DnsRecordType.A);
        }

        DmarcTestResult result = await EvaluateAsync();

        Assert.Equal(tag, result.PolicyTag);
    }

    [Fact]
    public async Task Whether_the_domain_exists_is_not_asked_where_it_does_not_matter()
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=reject");

        await EvaluateAsync();

        Assert.DoesNotContain(_dns.Asked, static question => question.Type == DnsRecordType.Mx);
    }

    [Fact]
    public async Task A_public_suffix_domain_lends_its_policy_only_where_the_organization_has_none()
    {
        _dns.Text("_dmarc.bank.example", "v=DMARC1; p=reject; psd=y; rua=mailto:a@bank.example")
            .Text("_dmarc.giant.bank.example", "v=DMARC1; p=quarantine");

        DmarcTestResult giant = await EvaluateAsync("www.giant.bank.example");
        DmarcTestResult mega = await EvaluateAsync("www.mega.bank.example");

        Assert.Equal(
            ("giant.bank.example", "giant.bank.example", DmarcPolicy.Quarantine),
            (giant.PolicyDomain, giant.OrganizationalDomain, giant.Policy));
        Assert.Equal(
            ("bank.example", "mega.bank.example", DmarcPolicySource.PublicSuffixDomain),
            (mega.PolicyDomain, mega.OrganizationalDomain, mega.PolicySource));
    }

    [Theory]
    [InlineData("r", "mail.example.com", true)]
    [InlineData("r", "MAIL.example.com.", true)]
    [InlineData("r", "example.com", true)]
    [InlineData("r", "other.example.com", true)]
    [InlineData("r", "own.example.com", false)]
    [InlineData("r", "example.net", false)]
    [InlineData("r", "badexample.com", false)]
    [InlineData("r", "com", false)]
    [InlineData("r", "not a domain", false)]
    [InlineData("s", "mail.example.com", true)]
    [InlineData("s", "example.com", false)]
    [InlineData("s", "sub.mail.example.com", false)]
    public async Task Alignment_is_by_organization_or_by_name(string mode, string domain, bool aligned)
    {
        _dns.Text("_dmarc.example.com", $"v=DMARC1; p=reject; adkim={mode}; aspf={mode}")
            .Text("_dmarc.own.example.com", "v=DMARC1; p=reject; psd=n");

        DmarcTestResult dkim = await EvaluateAsync(Pass(domain));
        DmarcTestResult spf = await EvaluateAsync(Pass(domain, DmarcIdentifierKind.Spf));

        Assert.All([dkim, spf], result => Assert.Equal(aligned, result.Identifiers[0].IsAligned));
        Assert.Equal(aligned ? DmarcVerdict.Pass : DmarcVerdict.Fail, dkim.Verdict);
        Assert.Equal(aligned ? DmarcPolicy.None : DmarcPolicy.Reject, spf.Disposition);
    }

    [Fact]
    public async Task The_two_modes_are_apart()
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=reject; adkim=s");

        Assert.Equal(DmarcVerdict.Fail, (await EvaluateAsync(Pass("example.com"))).Verdict);
        Assert.Equal(
            DmarcVerdict.Pass, (await EvaluateAsync(Pass("example.com", DmarcIdentifierKind.Spf))).Verdict);
    }

    [Theory]
    [InlineData(DmarcIdentifierResult.None, DmarcVerdict.Fail)]
    [InlineData(DmarcIdentifierResult.Fail, DmarcVerdict.Fail)]
    [InlineData(DmarcIdentifierResult.SoftFail, DmarcVerdict.Fail)]
    [InlineData(DmarcIdentifierResult.Neutral, DmarcVerdict.Fail)]
    [InlineData(DmarcIdentifierResult.Policy, DmarcVerdict.Fail)]
    [InlineData(DmarcIdentifierResult.PermError, DmarcVerdict.Fail)]
    [InlineData(DmarcIdentifierResult.TempError, DmarcVerdict.TempError)]
    [InlineData(DmarcIdentifierResult.Pass, DmarcVerdict.Pass)]
    public async Task Only_a_pass_counts_and_an_error_leaves_it_open(DmarcIdentifierResult result, DmarcVerdict verdict)
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=reject");

        Assert.Equal(verdict, (await EvaluateAsync(Pass("example.com") with { Result = result })).Verdict);
    }

    [Fact]
    public async Task An_error_of_a_domain_that_is_not_aligned_leaves_nothing_open()
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=reject");

        DmarcTestResult result =
            await EvaluateAsync(Pass("example.net") with { Result = DmarcIdentifierResult.TempError });

        Assert.Equal(DmarcVerdict.Fail, result.Verdict);
    }

    [Theory]
    [InlineData("_dmarc.mail.example.com")]
    [InlineData("_dmarc.example.com")]
    [InlineData("_dmarc.com")]
    [InlineData("mail.example.com")]
    public async Task A_question_that_fails_is_never_taken_for_no_record(string name)
    {
        DnsRecordType type = name.StartsWith('_') ? DnsRecordType.Txt : DnsRecordType.Mx;
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=none; np=reject").Fail(name, type, DnsStatus.ServFail);

        DmarcTestResult result = await EvaluateAsync(Pass("example.net"));

        Assert.Equal(DmarcVerdict.TempError, result.Verdict);
        Assert.Null(result.Disposition);
        Assert.Contains($"{name} came to ServFail", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exact_match_passes_whatever_fails_above()
    {
        _dns.Text("_dmarc.mail.example.com", "v=DMARC1; p=reject")
            .Fail("_dmarc.example.com", DnsRecordType.Txt, DnsStatus.Timeout);

        Assert.Equal(DmarcVerdict.Pass, (await EvaluateAsync(Pass("mail.example.com"))).Verdict);
        Assert.Equal(DmarcVerdict.TempError, (await EvaluateAsync(Pass("example.com"))).Verdict);
        Assert.Equal(
            DmarcVerdict.Pass, (await EvaluateAsync(Pass("example.com"), Pass("mail.example.com"))).Verdict);
    }

    [Fact]
    public async Task A_sender_cannot_turn_a_fail_into_an_error_with_a_silent_domain_of_his_own()
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=reject")
            .Fail("_dmarc.evil.com", DnsRecordType.Txt, DnsStatus.Timeout);

        DmarcTestResult result = await EvaluateAsync(Pass("evil.com"));

        Assert.Equal((DmarcVerdict.Fail, DmarcPolicy.Reject), (result.Verdict, result.Disposition));
    }

    [Fact]
    public async Task Without_any_record_dmarc_does_not_apply()
    {
        DmarcTestResult result = await EvaluateAsync(Pass("mail.example.com"));

        Assert.Equal((DmarcVerdict.None, null), (result.Verdict, result.PolicyDomain));
        Assert.Equal(
            ["_dmarc.mail.example.com", "_dmarc.example.com", "_dmarc.com"], result.Queries.Select(query => query.Name));
        Assert.All(result.Queries, query => Assert.Equal(DnsStatus.NxDomain, query.Status));
    }

    [Theory]
    [InlineData("", DmarcVerdict.None)]
    [InlineData("example.com", DmarcVerdict.Fail)]
    [InlineData("example.com,EXAMPLE.com.", DmarcVerdict.Fail)]
    [InlineData("example.com,example.net", DmarcVerdict.PermError)]
    [InlineData("exa mple.com", DmarcVerdict.PermError)]
    [InlineData("192.0.2.1", DmarcVerdict.PermError)]
    public async Task There_must_be_just_one_author_domain(string domains, DmarcVerdict verdict)
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=reject");

        DmarcTestResult result = await new DmarcEvaluator(_dns).EvaluateAsync(
            domains.Split(',', StringSplitOptions.RemoveEmptyEntries), [], TestContext.Current.CancellationToken);

        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(verdict == DmarcVerdict.Fail, result.Failure is null);
    }

    [Fact]
    public async Task What_a_signature_names_is_shown_without_control_characters()
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=reject");

        DmarcTestResult result = await EvaluateAsync(Pass("\u001b[2Jexample.com"), Pass("EXAMPLE.com."));

        Assert.DoesNotContain(result.Identifiers[0].Domain, char.IsControl);
        Assert.Equal("example.com", result.Identifiers[1].Domain);
    }

    [Fact]
    public async Task A_message_with_a_thousand_signatures_asks_few_questions()
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=reject");
        DmarcIdentifier[] signatures =
            [.. Enumerable.Range(0, 1000).Select(number => Pass($"a.b.c.d.e.f.x{number}.other.example.com"))];
        foreach (DmarcIdentifier signature in signatures)
        {
            _dns.Text($"_dmarc.{signature.Domain}", "v=DMARC1; p=none; psd=n");
        }

        DmarcTestResult result = await EvaluateAsync(signatures);

        Assert.Equal(DmarcVerdict.Fail, result.Verdict);
        Assert.InRange(_dns.Asked.Count, 20, 30);
    }

    private static DmarcIdentifier Pass(string domain, DmarcIdentifierKind kind = DmarcIdentifierKind.Dkim) =>
        new(kind, domain, DmarcIdentifierResult.Pass);

    private Task<DmarcTestResult> EvaluateAsync(params DmarcIdentifier[] identifiers) =>
        EvaluateAsync(Author, identifiers);

    private Task<DmarcTestResult> EvaluateAsync(string author, params DmarcIdentifier[] identifiers) =>
        new DmarcEvaluator(_dns).EvaluateAsync([author], identifiers, TestContext.Current.CancellationToken);
}
