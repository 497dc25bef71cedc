using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Tests.Reporting;

/// <summary>Results as a test of domains gives them.</summary>
internal static class SampleDomains
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 24, 19, 30, 0, TimeSpan.Zero);

    private static readonly (string Area, int Weight)[] s_areas =
        [("Mx", 20), ("Spf", 20), ("Dkim", 15), ("Dmarc", 25), ("MtaSts", 10), ("Dane", 5), ("TlsRpt", 3), ("Bimi", 2)];

    /// <summary>A domain in good order, with one that is not in each third.</summary>
    public static MailDomainResult Make(int number) => (number % 3) switch
    {
        0 => Good($"example{number}.com"),
        1 => Bad($"neglected{number}.example.org"),
        _ => Unknown($"silent{number}.example.net"),
    };

    public static IEnumerable<MailDomainResult> Make(int first, int count) => Enumerable.Range(first, count).Select(number => Make(number));

    /// <summary>A domain in whose texts, all of them, something stands.</summary>
    public static MailDomainResult Holding(string text) => Good(text) with
    {
        Status = CheckStatus.Fail,
        Areas = [new MailAreaScore { Area = text, Score = 0, Weight = 1 }],
        Findings =
        [
            new MailFinding
            {
                Code = text,
                Area = text,
                Status = CheckStatus.Fail,
                Severity = FindingSeverity.High,
                Evidence = text,
                Explanation = text,
                Recommendation = text,
                Publish = [text],
            },
        ],
        Records = [Record(text, text), Record(text, null) with { Status = DnsStatus.Timeout, Failure = text }],
        Drift = [new MailDrift { Path = text, Expected = text, Actual = text, Status = CheckStatus.Fail }],
    };

    private static MailDomainResult Good(string domain) => new()
    {
        Domain = domain,
        CheckedAt = s_time,
        Duration = TimeSpan.FromSeconds(1.3),
        Score = 94,
        Status = CheckStatus.Pass,
        Areas = Areas(100, 100, 100, 100, 80, 60, 100, null),
        Findings =
        [
            Finding("MX-REACHABLE", "Mx", CheckStatus.Pass, FindingSeverity.Info, "10 mx1.example.com has 192.0.2.25 and 2001:db8::25"),
            Finding("SPF-LOOKUPS", "Spf", CheckStatus.Pass, FindingSeverity.Info, "3 of 10 lookups"),
            Finding("DMARC-POLICY", "Dmarc", CheckStatus.Pass, FindingSeverity.Info, "v=DMARC1; p=reject; rua=mailto:dmarc@example.com"),
            Finding("BIMI-RECORD", "Bimi", CheckStatus.Unknown, FindingSeverity.Info, "no answer from 192.0.2.53 in time"),
        ],
        Records = [Record(domain, "v=spf1 mx include:spf.example.net -all")],
    };

    private static MailDomainResult Bad(string domain) => new()
    {
        Domain = domain,
        CheckedAt = s_time,
        Duration = TimeSpan.FromSeconds(2.1),
        Score = 38,
        Status = CheckStatus.Fail,
        Areas = Areas(100, 40, 0, 0, 0, 0, 0, 0),
        Findings =
        [
            Finding("MX-REACHABLE", "Mx", CheckStatus.Pass, FindingSeverity.Info, "10 mail.example.org has 192.0.2.7"),
            Finding("SPF-ALL-SOFTFAIL", "Spf", CheckStatus.Warn, FindingSeverity.Low, "~all"),
            Finding("SPF-LOOKUPS-EXCEEDED", "Spf", CheckStatus.Fail, FindingSeverity.High, "14 of 10 lookups: include:a.example (6), include:b.example (5), mx (1), a (2)") with
            {
                Explanation = "Receivers stop at the eleventh lookup with permerror, and then treat mail as if there were no SPF.",
                Recommendation = "Replace includes of services that are no longer used, or name their networks.",
            },
            Finding("DMARC-MISSING", "Dmarc", CheckStatus.Fail, FindingSeverity.Critical, $"no record at _dmarc.{domain}") with
            {
                Explanation = "Anyone can write mail in the name of this domain, and nobody tells you.",
                Recommendation = "Begin with a policy that only reports, then tighten it.",
                Publish = [$"_dmarc.{domain}. 3600 IN TXT \"v=DMARC1; p=none; rua=mailto:dmarc@{domain}\""],
            },
        ],
        Records =
        [
            Record(domain, "v=spf1 a mx include:a.example include:b.example ~all"),
            new DmarcRecord { Domain = domain, Status = DnsStatus.NxDomain, QueryName = $"_dmarc.{domain}", CheckedAt = s_time },
        ],
        Drift = [new MailDrift { Path = "Dmarc.Policy", Expected = "Reject", Status = CheckStatus.Fail }],
    };

    private static MailDomainResult Unknown(string domain) => new()
    {
        Domain = domain,
        CheckedAt = s_time,
        Duration = TimeSpan.FromSeconds(9),
        Status = CheckStatus.Unknown,
        Areas = Areas(null, null, null, null, null, null, null, null),
        Findings =
        [
            Finding("SPF-RECORD", "Spf", CheckStatus.Unknown, FindingSeverity.High, "SERVFAIL from 192.0.2.53:53") with
            {
                Explanation = "Nothing is known of the record: this is neither a pass nor a fail.",
            },
        ],
        Records = [Record(domain, null) with { Status = DnsStatus.ServFail, Failure = "The name server could not answer." }],
    };

    private static SpfRecord Record(string domain, string? raw) => new()
    {
        Domain = domain,
        Status = DnsStatus.Found,
        QueryName = domain,
        Raw = raw,
        CheckedAt = s_time,
    };

    private static MailFinding Finding(
        string code, string area, CheckStatus status, FindingSeverity severity, string evidence) =>
        new() { Code = code, Area = area, Status = status, Severity = severity, Evidence = evidence };

    private static MailAreaScore[] Areas(params int?[] scores) =>
        [.. s_areas.Zip(scores, (area, score) => new MailAreaScore { Area = area.Area, Weight = area.Weight, Score = score })];
}
