using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>
/// The DMARC lookups and messages of mox. Arguments and results are Go literals; what stands in them is picked out.
/// </summary>
public sealed class MoxDmarcTests
{
    private const string File = "records-mox/dmarc-verify.json";

    // The zone of the lookups is not in the data; the names of its domains say what it holds.
    private static readonly Dictionary<string, string[]> s_lookupZone = new()
    {
        ["simple"] = ["v=DMARC1; p=none;"],
        ["one"] = ["v=DMARC1; p=none;", "other"],
        ["multiple"] = ["v=DMARC1; p=none;", "v=DMARC1; p=none;"],
        ["malformed"] = ["v=DMARC1; p=none; bogus;"],
    };

    // RFC 9989, section 4.8: what is not well-formed behind the version is ignored, and the rest of the record holds.
    private static readonly string[] s_toleratedByRfc = ["malformed.example"];

    public static IEnumerable<TheoryDataRow<string, string>> Lookups => Rows("TestLookup");

    public static IEnumerable<TheoryDataRow<string, string>> Reports => Rows("TestLookupExternalReportsAccepted");

    public static IEnumerable<TheoryDataRow<string, string>> Messages => Rows("TestVerify");

    [Theory]
    [MemberData(nameof(Lookups))]
    public async Task A_record_is_found_as_the_suite_does(string domain, string arguments)
    {
        MemoryResolver dns = new MemoryResolver().Fail("_dmarc.temperror.example", DnsRecordType.Txt, DnsStatus.ServFail);
        foreach (KeyValuePair<string, string[]> record in s_lookupZone)
        {
            dns.Text($"_dmarc.{record.Key}.example", record.Value);
        }

        DmarcFinding finding = await new DmarcPolicyFinder(dns).FindAsync(
            domain, TestContext.Current.CancellationToken);

        bool hasRecord = arguments.Contains("&r ", StringComparison.Ordinal) || s_toleratedByRfc.Contains(domain);
        Assert.Equal(hasRecord, finding.Applied is not null);
        Assert.Equal(arguments.Contains("StatusTemperror", StringComparison.Ordinal), finding.Failure is not null);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task An_agreement_is_found_as_the_suite_does(string domain, string arguments)
    {
        string[] words = arguments.Split(' ');

        DmarcReportDestination destination = Assert.Single(
            await new DmarcReportAuthorizer(Zone("TestLookupExternalReportsAccepted")).CheckAsync(
                domain, [$"mailto:a@{words[0].Trim('"')}"], [], TestContext.Current.CancellationToken));

        DmarcReportAuthorization expected = words[1] == "StatusTemperror" ? DmarcReportAuthorization.Unknown
            : words[2] == "true" ? DmarcReportAuthorization.Authorized
            : DmarcReportAuthorization.NotAuthorized;
        Assert.Equal(expected, destination.Authorization);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_message_is_judged_as_the_suite_does(string domain, string arguments)
    {
        int results = arguments.IndexOf("Result{", arguments.IndexOf("spf.", StringComparison.Ordinal), StringComparison.Ordinal);
        string input = arguments[..results];
        string[] expected = arguments[(results + "Result{".Length)..].Split(", ");

        DmarcTestResult result = await new DmarcEvaluator(Zone("TestVerify")).EvaluateAsync(
            [domain], [.. Dkim(input), .. Spf(input)], TestContext.Current.CancellationToken);

        Assert.Equal(expected[1]["Status".Length..], result.Verdict.ToString(), ignoreCase: true);
        Assert.Equal(expected[2] == "true", Passes(result, DmarcIdentifierKind.Spf));
        Assert.Equal(expected[3] == "true", Passes(result, DmarcIdentifierKind.Dkim));
        Assert.Equal(expected[5] == "nil", result.Record is null);
        Assert.Equal(expected[0] == "true", result.Disposition == DmarcPolicy.Reject);
    }

    [Fact]
    public void The_cases_are_there()
    {
        Assert.SkipWhen(ConformanceData.Find(File) is null, ConformanceData.Absent);

        Assert.InRange(Lookups.Count() + Reports.Count() + Messages.Count(), 21, 33);
    }

    private static IEnumerable<DmarcIdentifier> Dkim(string input) =>
        Regex.Matches(input, "Status: dkim.Status(\\w+).*?ASCII: \"([^\"]+)\"").Select(static match =>
            new DmarcIdentifier(DmarcIdentifierKind.Dkim, match.Groups[2].Value, Result(match.Groups[1].Value)));

    private static IEnumerable<DmarcIdentifier> Spf(string input) =>
        Regex.Matches(input, "spf.Status(\\w+) &dns.Domain\\{ASCII: \"([^\"]+)\"").Select(static match =>
            new DmarcIdentifier(DmarcIdentifierKind.Spf, match.Groups[2].Value, Result(match.Groups[1].Value)));

    private static DmarcIdentifierResult Result(string status) =>
        Enum.Parse<DmarcIdentifierResult>(status, ignoreCase: true);

    private static bool Passes(DmarcTestResult result, DmarcIdentifierKind kind) =>
        result.Identifiers.Any(item =>
            item.Kind == kind && item is { Result: DmarcIdentifierResult.Pass, IsAligned: true });

    private static MemoryResolver Zone(string function)
    {
        var resolver = new MemoryResolver();
        JsonElement zone = Suite.Cases(File).First(element =>
            element.GetProperty("func").GetString() == function && element.TryGetProperty("zone_txt", out _));
        foreach (JsonProperty name in zone.GetProperty("zone_txt").EnumerateObject())
        {
            resolver.Text(name.Name, [.. name.Value.EnumerateArray().Select(static text => text.GetString()!)]);
        }

        foreach (JsonElement failing in zone.GetProperty("fail").EnumerateArray())
        {
            resolver.Fail(failing.GetString()!["txt ".Length..], DnsRecordType.Txt, DnsStatus.ServFail);
        }

        return resolver;
    }

    private static IEnumerable<TheoryDataRow<string, string>> Rows(string function)
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases(File);
        return cases.Count == 0
            ? [new TheoryDataRow<string, string>("", "") { Skip = ConformanceData.Absent }]
            : from element in cases
              where element.GetProperty("func").GetString() == function && element.TryGetProperty("input", out _)
              let arguments = element.GetProperty("go_args").EnumerateArray().Select(static item => item.GetString())
              select new TheoryDataRow<string, string>(
                  element.GetProperty("input").GetString()!, string.Join(' ', arguments));
    }
}
