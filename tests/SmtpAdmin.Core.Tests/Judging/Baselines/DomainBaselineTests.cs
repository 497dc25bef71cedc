using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpAdmin.Core.Judging;
using SmtpAdmin.Core.Judging.Baselines;
using SmtpAdmin.Testing.Peers;
using Xunit;
using static SmtpAdmin.Core.Tests.Judging.Baselines.Published;

namespace SmtpAdmin.Core.Tests.Judging.Baselines;

public sealed class DomainBaselineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.Combine("baseline.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_and_shows_no_drift()
    {
        DomainBaseline.Write(Target, [("M\u00FCnchen.example", Everything), (Domain, Everything)], overwrite: false);

        DomainBaseline baseline = DomainBaseline.Read(Target);
        Assert.Empty(baseline.Compare("CONTOSO.com.", Everything));
        Assert.Empty(baseline.Compare("xn--mnchen-3ya.example", [.. Everything.Reverse()]));
        DomainQuestions questions = baseline.QuestionsFor(Domain);
        Assert.Equal(["selector1", "selector2"], questions.DkimSelectors);
        Assert.Equal(["brand"], questions.BimiSelectors);
        Assert.True(questions.AsksServices);
        Assert.Empty(baseline.QuestionsFor("elsewhere.example").DkimSelectors);
        Assert.False(baseline.QuestionsFor("elsewhere.example").AsksServices);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_file_can_be_read_by_a_person()
    {
        DomainBaseline.Write(
            Target,
            [(Domain, [Spf("v=spf1 +mx ip4:192.0.2.1 -all"), Dmarc(null), Dkim("s1", Key), Ns(null, DnsStatus.Timeout)])],
            overwrite: false);

        string[] lines =
        [
            "{", "  \"version\": 1,", "  \"domains\": {", "    \"contoso.com\": {",
            $"      \"Dkim/s1\": \"{Key}\",", "      \"Dmarc\": null,",
            "      \"Spf\": \"v=spf1 +mx ip4:192.0.2.1 -all\"", "    }", "  }", "}",
        ];
        Assert.Equal(lines, File.ReadAllLines(Target));
    }

    public static TheoryData<string, string?, CheckStatus> Drifts => new()
    {
        { "\"v=spf1 -all\"", null, CheckStatus.Fail },
        { "null", "v=spf1 +mx include:_spf.example.net -all", CheckStatus.Fail },
        { "\"v=spf1 -all\"", "v=spf1 +mx include:_spf.example.net -all", CheckStatus.Fail },
        { "\"v=spf1 -all\"", null, CheckStatus.Unknown },
        { "null", null, CheckStatus.Unknown },
    };

    [Theory, MemberData(nameof(Drifts))]
    public void A_difference_has_what_was_wanted_and_what_is_there(
        string expected, string? actual, CheckStatus status)
    {
        MailDnsRecord record = Spf(actual, status == CheckStatus.Unknown ? DnsStatus.Timeout : null);

        MailDrift drift = Assert.Single(Compare($"\"Spf\": {expected}", record));

        Assert.Equal("Spf", drift.Path);
        Assert.Equal(expected == "null" ? null : expected.Trim('"'), drift.Expected);
        Assert.Equal(actual, drift.Actual);
        Assert.Equal(status, drift.Status);
    }

    [Fact]
    public void Each_value_that_differs_is_reported_once()
    {
        DomainBaseline.Write(Target, [(Domain, Everything)], overwrite: false);
        IReadOnlyList<MailDnsRecord> nothing =
        [
            Mx(null), Spf(null), Dkim("selector1", null), Dkim("selector2", null), Dmarc(null), NoMtaSts(DnsStatus.NoData),
            TlsRpt(null), Tlsa("mx1.contoso.com", null), Tlsa("mx2.contoso.com", "3 1 1 cc"), Bimi("default", null),
            Caa(null), Ns(null), Dnssec(DnssecVerdict.Insecure), Bimi("brand", null),
            Srv("_submissions._tcp", null), Srv("_imap._tcp", null), Srv("_pop3._tcp", "0 1 110 mail.contoso.com."),
            Autodiscover(AutodiscoverMethod.Service, null),
            Ptr("192.0.2.25", ["mx1.contoso.com"]), Ptr("2001:db8::25", ["mx1.contoso.com"], "mx1.contoso.com"),
        ];

        IReadOnlyList<MailDrift> drifts = DomainBaseline.Read(Target).Compare(Domain, nothing);

        Assert.Equal(DomainState.Of(Everything).Values.Keys, drifts.Select(static drift => drift.Path));
        Assert.All(drifts, static drift => Assert.Equal(CheckStatus.Fail, drift.Status));
        Assert.Equal(DomainState.Of(Everything).Values.Values, drifts.Select(static drift => drift.Expected));
    }

    [Fact]
    public void What_was_not_read_is_unknown_and_no_difference()
    {
        DomainBaseline.Write(Target, [(Domain, Everything)], overwrite: false);

        Assert.All(
            DomainBaseline.Read(Target).Compare(Domain, []),
            static drift => Assert.Equal((CheckStatus.Unknown, null), (drift.Status, drift.Actual)));
    }

    [Fact]
    public void A_key_that_comes_where_there_were_none_is_a_difference()
    {
        DomainBaseline.Write(Target, [(Domain, [Dkim("*", null, DnsStatus.NxDomain, "s1", "s2")])], overwrite: false);

        MailDrift drift = Assert.Single(DomainBaseline.Read(Target).Compare(Domain, [Dkim("s2", Key)]));

        Assert.Equal(("Dkim/*", null, Key, CheckStatus.Fail), (drift.Path, drift.Expected, drift.Actual, drift.Status));
    }

    [Fact]
    public void What_the_file_does_not_name_is_not_compared() => Assert.Empty(Compare("\"Bimi/default\": null", Bimi("default", null), Spf("x")));

    [Fact]
    public void A_file_written_by_hand_is_taken_as_it_is_meant()
    {
        _folder.Write("baseline.json", Encoding.UTF8.GetBytes("""
            // What we publish
            {
              "domains": {
                "user@Contoso.COM.": {
                  "mx": "20 MX2.contoso.com., 10 mx1.contoso.com, 10 backup.contoso.com", /* three */
                  "dkim/SELECTOR1": "v=DKIM1; k=rsa; p=MIIB\u002B/8=",
                  "MtaSts/Mode": "Enforce",
                  "Tlsa/MX1.contoso.com.": "3 1 1 BB, 3 1 1 A A",
                  "dnssec": "secure",
                },
              },
              "version": 1,
            }
            """));

        Assert.Empty(DomainBaseline.Read(Target).Compare(Domain, Everything));
    }

    [Fact]
    public void A_domain_that_the_file_lacks_is_said_to_be_so()
    {
        MailDrift drift = Assert.Single(Compare("\"Spf\": null", domain: "other.example"));

        Assert.Equal(CheckStatus.Unknown, drift.Status);
        Assert.Equal("Domain: expected an entry for other.example in the baseline, found none", drift.ToString());
    }

    [Fact]
    public void A_domain_that_comes_twice_is_written_once()
    {
        DomainBaseline.Write(Target, [(Domain, [Spf("first")]), ("CONTOSO.com", [Spf("second")])], overwrite: false);

        Assert.Empty(DomainBaseline.Read(Target).Compare(Domain, [Spf("first")]));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_where_that_is_wanted()
    {
        File.WriteAllText(Target, "old");

        Assert.Equal(ErrorKind.OutputUnwritable, WriteFailure(Target));
        Assert.Equal("old", File.ReadAllText(Target));

        DomainBaseline.Write(Target, [(Domain, Everything)], overwrite: true);
        Assert.Empty(DomainBaseline.Read(Target).Compare(Domain, Everything));
    }

    [Fact]
    public void A_failure_leaves_the_file_as_it_was_and_nothing_beside_it()
    {
        File.WriteAllText(Target, "old");

        SmtpAdminException failure = Assert.Throws<SmtpAdminException>(
            () => DomainBaseline.Write(Target, [(Domain, Everything), ("no domain", Everything)], overwrite: true));

        Assert.Equal(ErrorKind.DomainInvalid, failure.Kind);
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_clear_error() =>
        Assert.Equal(ErrorKind.OutputUnwritable, WriteFailure(_folder.Combine("none/baseline.json")));

    [Fact]
    public void What_would_be_too_large_to_be_read_is_not_written()
    {
        IReadOnlyList<MailDnsRecord> records = [Spf(new string('x', 65535)), Dmarc(new string('y', 65535))];

        SmtpAdminException failure = Assert.Throws<SmtpAdminException>(() => DomainBaseline.Write(
            Target, Enumerable.Range(0, 200).Select(number => ($"d{number}.example", records)), overwrite: false));

        Assert.Contains("more than 16777216 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Ten_thousand_domains_fit()
    {
        DomainBaseline.Write(
            Target, Enumerable.Range(0, 10_000).Select(number => ($"d{number}.example", Everything)), overwrite: false);

        Assert.Empty(DomainBaseline.Read(Target).Compare("d9999.example", Everything));
    }

    [Fact]
    public void A_value_that_would_not_be_read_is_left_out()
    {
        DomainBaseline.Write(Target, [(Domain, [Spf(new string('x', 256 * 1024 + 1)), Dmarc("d")])], overwrite: false);

        Assert.Empty(DomainBaseline.Read(Target).Compare(Domain, [Dmarc("d")]));
    }

    private static ErrorKind WriteFailure(string path) => Assert.Throws<SmtpAdminException>(
        () => DomainBaseline.Write(path, [(Domain, Everything)], overwrite: false)).Kind;

    private IReadOnlyList<MailDrift> Compare(string values, params MailDnsRecord[] records) =>
        Compare(values, Domain, records);

    private IReadOnlyList<MailDrift> Compare(string values, string domain, params MailDnsRecord[] records)
    {
        string text = $$"""{ "version": 1, "domains": { "{{Domain}}": { {{values}} } } }""";
        return DomainBaseline.Read(_folder.Write("baseline.json", Encoding.UTF8.GetBytes(text))).Compare(domain, records);
    }
}
