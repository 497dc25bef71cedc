using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Spf;
using SmtpAdmin.Core.Judging;
using SmtpAdmin.Core.Judging.Baselines;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Judging;

/// <summary>Whole domains, from records in memory to findings and score.</summary>
public sealed class DomainTesterTests
{
    private const string Key =
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0/"
        + "IzW7yWR7QkrmBL7jTKEn5u+qKhbwKfBstIs+bMY2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyehkd3qqGElvW/VDL5AaWTg0nLV"
        + "kjRo9z+40RQzuVaE8AkAFmxZzow3x+VJYKdjykkJ0iT9wCS0DRTXu269V264Vf/3jvredZiKRkgwlL9xNAwxXFg0x/XFw005UWVRIkdgcKWTjpBP2"
        + "dPwVZ4WWC+9aGVd+Gyn1o0CLelf4rEjGoXbAAEgAqeGUxrcIlbjXfbcmwIDAQAB";

    [Fact]
    public async Task A_domain_that_lacks_nothing_has_no_findings_and_the_whole_score()
    {
        MailDomainResult result = await TestAsync(Good());

        Assert.Equal(["MTASTS-MISSING"], Codes(result));
        Assert.Equal((96, CheckStatus.Warn), (result.Score, result.Status));
        Assert.Equal([100, 100, 100, 100, 70, 100], result.Areas.Select(area => area.Score!.Value));
    }

    public static TheoryData<string, string, string[]> Changed => new()
    {
        { "example.com", "v=spf1 mx", ["SPF-ALL-MISSING"] },
        { "example.com", "v=spf1 mx +all", ["SPF-ALL-PASS"] },
        { "example.com", "v=spf1 mx ?all", ["SPF-ALL-NEUTRAL"] },
        { "example.com", "v=spf1 ptr -all", ["SPF-PTR-USED"] },
        { "example.com", "v=spf1 include:gone.example.com -all", ["SPF-INCLUDE-NO-RECORD"] },
        { "example.com", "v=spf1 include:example.com -all", ["SPF-LOOKUPS-EXCEEDED|SPF-LOOP"] },
        { "example.com", "v=spf1 ipv4:192.0.2.1 -all", ["SPF-MECHANISM-UNKNOWN"] },
        { "example.com", "some text", ["SPF-MISSING"] },
        { "_dmarc.example.com", "v=DMARC1; p=none; rua=mailto:d@example.com", ["DMARC-POLICY-NONE"] },
        { "_dmarc.example.com", "v=DMARC1; p=reject; t=y; rua=mailto:d@example.com", ["DMARC-TESTING"] },
        { "_dmarc.example.com", "v=DMARC1; p=reject", ["DMARC-REPORTS-MISSING"] },
        { "_dmarc.example.com", "v=DMARC1; p=reject; sp=none; rua=mailto:d@example.com", ["DMARC-SUBDOMAINS-OPEN"] },
        { "_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:d@example.org", ["DMARC-REPORTS-NOT-AUTHORIZED"] },
        { "_dmarc.example.com", "v=DMARC1; p=reject; pct=50; rua=mailto:d@example.com", ["DMARC-TAG-OBSOLETE"] },
        { "_dmarc.example.com", "some text", ["DMARC-MISSING"] },
        { "s1._domainkey.example.com", $"v=DKIM1; t=y; p={Key}", ["DKIM-TESTING"] },
        { "_smtp._tls.example.com", "some text", ["TLSRPT-MISSING"] },
    };

    [Theory, MemberData(nameof(Changed))]
    public async Task One_record_changed_brings_its_finding(string name, string text, string[] codes)
    {
        MailDomainResult result = await TestAsync(Good(name).Text(name, text));

        string[] found = [.. Codes(result).Except(["MTASTS-MISSING"])];
        Assert.Contains(found, code => codes.Any(wanted => wanted.Split('|').Contains(code)));
        Assert.Equal(codes.Length, found.Length);
        Assert.All(result.Findings, finding => Assert.NotEmpty(finding.Recommendation!));
    }

    [Theory]
    [InlineData("example.com", DnsRecordType.Mx, "MX-UNKNOWN", MailAreas.Mx)]
    [InlineData("example.com", DnsRecordType.Txt, "SPF-UNKNOWN", MailAreas.Spf)]
    [InlineData("_dmarc.example.com", DnsRecordType.Txt, "DMARC-UNKNOWN", MailAreas.Dmarc)]
    [InlineData("s1._domainkey.example.com", DnsRecordType.Txt, "DKIM-UNKNOWN", MailAreas.Dkim)]
    [InlineData("_mta-sts.example.com", DnsRecordType.Txt, "MTASTS-UNKNOWN", MailAreas.Tls)]
    [InlineData("_smtp._tls.example.com", DnsRecordType.Txt, "TLSRPT-UNKNOWN", MailAreas.Tls)]
    [InlineData("mx.example.com", DnsRecordType.A, "MX-HOST-UNKNOWN", MailAreas.Mx)]
    public async Task A_question_without_an_answer_is_unknown_and_takes_its_area_out_of_the_score(
        string name, object type, string code, string area)
    {
        foreach (DnsStatus status in (DnsStatus[])[DnsStatus.Timeout, DnsStatus.ServFail, DnsStatus.Refused, DnsStatus.Bogus])
        {
            MailDomainResult result = await TestAsync(Good().Fail(name, (DnsRecordType)type, status));

            MailFinding finding = result.Findings.First(found => found.Code == code);
            Assert.Equal(CheckStatus.Unknown, finding.Status);
            Assert.Contains($"{status}", finding.Evidence, StringComparison.Ordinal);
            Assert.Null(result.Areas.Single(score => score.Area == area).Score);
            Assert.DoesNotContain(result.Findings, found => found.Code == code.Replace("UNKNOWN", "MISSING", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_key_under_an_unknown_selector_is_not_called_missing()
    {
        MailDomainResult result = await TestAsync(
            Good("s1._domainkey.example.com").Text("odd-4711._domainkey.example.com", $"v=DKIM1; p={Key}"), selectors: []);

        MailFinding finding = Assert.Single(result.Findings, found => found.Area == MailAreas.Dkim);
        Assert.Equal(("DKIM-NOT-FOUND", CheckStatus.Unknown), (finding.Code, finding.Status));
        Assert.Equal(CheckStatus.Warn, result.Status);
    }

    [Fact]
    public async Task A_parked_domain_is_judged_by_what_it_needs()
    {
        MailDomainResult open = await TestAsync(Good(), isParked: true);
        Assert.Equal(["MX-PARKED-NOT-NULL", "SPF-PARKED-ALLOWS"], Codes(open).Order());
        Assert.Equal(
            ["example.com. 3600 IN MX 0 .", "example.com. 3600 IN TXT \"v=spf1 -all\""],
            open.Findings.SelectMany(finding => finding.Publish).Order());

        MemoryResolver closed = new MemoryResolver { IsAuthenticated = true }
            .Add("example.com", DnsRecordType.Mx, new DnsMailExchange(MemoryResolver.TimeToLive, 0, string.Empty))
            .Text("example.com", "v=spf1 -all")
            .Text("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:d@example.com");
        Assert.Empty((await TestAsync(WithZone(closed), isParked: true)).Findings);
    }

    [Fact]
    public async Task A_domain_that_does_not_exist_fails()
    {
        MailDomainResult result = await TestAsync(new MemoryResolver { IsAuthenticated = true });

        Assert.Equal("MX-DOMAIN-MISSING", result.Findings[0].Code);
        Assert.Equal(CheckStatus.Fail, result.Status);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("user\\@example.com")]
    [InlineData("*.example.com")]
    [InlineData("-mx-.example.com")]
    public async Task A_mail_exchanger_that_no_policy_can_name_is_a_finding_and_no_error(string exchange)
    {
        MemoryResolver zone = Good().Add(
            "example.com", DnsRecordType.Mx, new DnsMailExchange(MemoryResolver.TimeToLive, 20, exchange));

        MailFinding missing = Assert.Single(
            (await TestAsync(zone)).Findings, static finding => finding.Code == "MTASTS-MISSING");

        Assert.StartsWith("_mta-sts.example.com. 3600 IN TXT", Assert.Single(missing.Publish), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_too_long_for_the_names_of_its_records_is_judged_all_the_same()
    {
        string domain = string.Join('.', Enumerable.Repeat(new string('a', 60), 4)) + ".example";
        MemoryResolver zone = new MemoryResolver()
            .Add(domain, DnsRecordType.Mx, new DnsMailExchange(MemoryResolver.TimeToLive, 10, "mx.example.com"));

        MailDomainResult result = await new DomainTester(zone, null, TimeProvider.System)
            .TestAsync(domain, ["s1"], false, TestContext.Current.CancellationToken);

        Assert.Contains("DMARC-MISSING", Codes(result));
        Assert.Contains("MTASTS-MISSING", Codes(result));
        Assert.DoesNotContain(result.Findings, static found => found.Publish.Any(static line => line.Contains("_dmarc", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("mailto:dmarc")]
    [InlineData("mailto:d@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    public async Task A_report_address_whose_host_cannot_agree_brings_no_record_to_publish(string address)
    {
        MailDomainResult result = await TestAsync(
            Good("_dmarc.example.com").Text("_dmarc.example.com", $"v=DMARC1; p=reject; rua={address}, mailto:d@example.com"));

        Assert.All(
            result.Findings.Where(static finding => finding.Area == MailAreas.Dmarc),
            static finding => Assert.Empty(finding.Publish));
    }

    [Theory]
    [InlineData(MtaStsPolicyStatus.Unreachable, "MTASTS-POLICY-UNKNOWN", CheckStatus.Unknown)]
    [InlineData(MtaStsPolicyStatus.Timeout, "MTASTS-POLICY-UNKNOWN", CheckStatus.Unknown)]
    [InlineData(MtaStsPolicyStatus.HostUnknown, "MTASTS-POLICY-UNKNOWN", CheckStatus.Unknown)]
    [InlineData(MtaStsPolicyStatus.HostNotFound, "MTASTS-POLICY-UNUSABLE", CheckStatus.Fail)]
    [InlineData(MtaStsPolicyStatus.HttpError, "MTASTS-POLICY-UNUSABLE", CheckStatus.Fail)]
    [InlineData(MtaStsPolicyStatus.Redirected, "MTASTS-POLICY-UNUSABLE", CheckStatus.Fail)]
    [InlineData(MtaStsPolicyStatus.CertificateInvalid, "MTASTS-POLICY-UNUSABLE", CheckStatus.Fail)]
    public async Task A_policy_host_that_was_not_reached_says_nothing_about_the_policy(
        MtaStsPolicyStatus policy, string code, CheckStatus status)
    {
        MailDomainResult read = await TestAsync(Good());
        var facts = new DomainFacts
        {
            Domain = "example.com",
            Records =
            [
                .. read.Records.Where(static record => record is not MtaStsRecord),
                Baselines.Published.MtaSts(policy) with { PolicyUri = "https://mta-sts.example.com/.well-known/mta-sts.txt" },
            ],
            Spf = await SpfAnalyzer.AnalyzeAsync(Good(), "example.com", TestContext.Current.CancellationToken),
            ReportDestinations = [],
            ReadAt = DateTimeOffset.UnixEpoch,
        };

        MailFinding finding = Assert.Single(DomainJudge.Judge(facts).Findings, static found => found.Area == MailAreas.Tls);

        Assert.Equal((code, status), (finding.Code, finding.Status));
    }

    [Theory]
    [InlineData("\"Spf\": \"v=spf1 mx -all\"", false, false, false)]
    [InlineData("\"Spf\": \"v=spf1 mx -all\"", true, true, false)]
    [InlineData("\"Srv/_imaps._tcp\": null", false, true, false)]
    [InlineData("\"Bimi/brand\": null", false, false, true)]
    public async Task What_a_state_holds_is_asked_for_and_no_more(string wanted, bool saves, bool services, bool logo)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("state.json");
        System.IO.File.WriteAllText(path, "{ \"version\": 1, \"domains\": { \"example.com\": { " + wanted + " } } }");
        MemoryResolver zone = Good();

        MailDomainResult result = await new DomainTester(zone, DomainBaseline.Read(path), TimeProvider.System, saves)
            .TestAsync("example.com", ["s1"], false, TestContext.Current.CancellationToken);

        Assert.Empty(result.Drift);
        Assert.Equal(services, zone.Asked.Any(question => question.Name == "_imaps._tcp.example.com"));
        Assert.Equal(services, zone.Asked.Any(question => question.Name == "_autodiscover._tcp.example.com"));
        Assert.Equal(logo, zone.Asked.Any(question => question.Name == "brand._bimi.example.com"));
    }

    [Fact]
    public void Every_rule_has_one_code_and_says_what_to_do()
    {
        Assert.True(FindingRules.All.Count > 60);
        Assert.All(FindingRules.All, rule =>
        {
            Assert.Matches("^[A-Z]+-[A-Z-]+$", rule.Code);
            Assert.NotEqual(CheckStatus.Pass, rule.Status);
            Assert.EndsWith(".", rule.Explanation, StringComparison.Ordinal);
            Assert.EndsWith(".", rule.Recommendation, StringComparison.Ordinal);
        });
        Assert.Equal(100, MailAreas.All.Sum(area => area.Weight));
    }

    private static IEnumerable<string> Codes(MailDomainResult result) => result.Findings.Select(finding => finding.Code);

    private static Task<MailDomainResult> TestAsync(
        MemoryResolver resolver, string[]? selectors = null, bool isParked = false) =>
        new DomainTester(resolver, null, TimeProvider.System).TestAsync(
            "example.com", selectors ?? ["s1"], isParked, TestContext.Current.CancellationToken);

    // All that is wanted but MTA-STS, whose policy lies on a web server; one name may be left out.
    private static MemoryResolver Good(string? without = null)
    {
        var address = new DnsAddress(MemoryResolver.TimeToLive, IPAddress.Parse("192.0.2.1"));
        MemoryResolver resolver = new MemoryResolver { IsAuthenticated = true }
            .Add("example.com", DnsRecordType.Mx, new DnsMailExchange(MemoryResolver.TimeToLive, 10, "mx.example.com"))
            .Add("mx.example.com", DnsRecordType.A, address)
            .Add("1.2.0.192.in-addr.arpa", DnsRecordType.Ptr, new DnsHostName(MemoryResolver.TimeToLive, "mx.example.com"));
        foreach ((string name, string text) in ((string, string)[])
            [
                ("example.com", "v=spf1 mx -all"), ("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:d@example.com"),
                ("s1._domainkey.example.com", $"v=DKIM1; p={Key}"), ("_smtp._tls.example.com", "v=TLSRPTv1; rua=mailto:t@example.com"),
            ])
        {
            if (name != without)
            {
                resolver.Text(name, text);
            }
        }

        return WithZone(resolver);
    }

    private static MemoryResolver WithZone(MemoryResolver resolver) => resolver
        .Add("example.com", DnsRecordType.Ns,
            new DnsHostName(MemoryResolver.TimeToLive, "ns1.example.net"), new DnsHostName(MemoryResolver.TimeToLive, "ns2.example.net"))
        .Add("ns1.example.net", DnsRecordType.A, new DnsAddress(MemoryResolver.TimeToLive, IPAddress.Parse("192.0.2.53")))
        .Add("ns2.example.net", DnsRecordType.A, new DnsAddress(MemoryResolver.TimeToLive, IPAddress.Parse("198.51.100.53")));
}
