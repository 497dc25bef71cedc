using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>The cases of mox and checkdmarc about MTA-STS and TLS reporting: is a text valid, or not.</summary>
public sealed class TlsPolicyRecordTests
{
    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["testParseMtaStsPolicyUnexpectedKey"] =
            "RFC 8461, section 3.2: policies with further fields are accepted, and unknown fields ignored.",
        ["testParseSmtpTlsReportingDuplicateTag"] =
            "RFC 8460, section 3: the grammar has 1*(field-delim tlsrpt-field), so rua may come twice.",
    };

    // The counts are those of the collected data: a file that went missing or shrank must not pass in silence.
    [Theory]
    [InlineData("records-mox/mta-sts.json", 29)]
    [InlineData("records-mox/tlsrpt-record.json", 14)]
    [InlineData("records-checkdmarc/mta_sts.json", 12)]
    [InlineData("records-checkdmarc/smtp_tls_reporting.json", 5)]
    public void Every_case_of_the_data_is_there(string file, int atLeast)
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases(file);
        Assert.SkipWhen(cases.Count == 0, ConformanceData.Absent);

        Assert.True(cases.Count >= atLeast, $"{file} has {cases.Count} cases.");
    }

    public static IEnumerable<TheoryDataRow<string, string, bool>> Mox() =>
    [
        .. MoxRows("mta-sts", "MTA-STS record", "TestRecord"),
        .. MoxRows("mta-sts", "MTA-STS policy", "TestParsePolicy"),
        .. MoxRows("tlsrpt-record", "TLSRPT record", "TestRecord"),
    ];

    public static IEnumerable<TheoryDataRow<string, string, string, bool>> Checkdmarc() =>
    [
        .. CheckdmarcRows("mta_sts", "MTA-STS record", "mta_sts.parse_mta_sts_record"),
        .. CheckdmarcRows("mta_sts", "MTA-STS policy", "mta_sts.parse_mta_sts_policy"),
        .. CheckdmarcRows("smtp_tls_reporting", "TLSRPT record", "smtp_tls_reporting.parse_smtp_tls_reporting_record"),
    ];

    [Theory]
    [MemberData(nameof(Mox))]
    public void A_text_is_judged_as_mox_does(string kind, string text, bool valid)
    {
        IReadOnlyList<RecordProblem> problems = Judge(kind, text);

        Assert.True(valid == (problems.Count == 0), string.Join("; ", problems));
    }

    [Theory]
    [MemberData(nameof(Checkdmarc))]
    public void A_text_is_judged_as_checkdmarc_does(string id, string kind, string text, bool raises)
    {
        IReadOnlyList<RecordProblem> problems = Judge(kind, text);

        Assert.True(raises == (problems.Count > 0), $"{id}: {string.Join("; ", problems)}");
    }

    private static IReadOnlyList<RecordProblem> Judge(string kind, string text) => kind switch
    {
        "MTA-STS record" => MtaStsRecordParser.Parse(text).Problems,
        "MTA-STS policy" => MtaStsPolicyParser.Parse(text).Problems,
        _ => TlsRptRecordParser.Parse(text).Problems,
    };

    private static IEnumerable<TheoryDataRow<string, string, bool>> MoxRows(string file, string kind, string function)
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases($"records-mox/{file}.json");
        if (cases.Count == 0)
        {
            return [new TheoryDataRow<string, string, bool>(kind, file, false) { Skip = ConformanceData.Absent }];
        }

        return cases.Where(element => element.GetProperty("func").GetString() == function)
            .Select(element => new TheoryDataRow<string, string, bool>(
                kind, element.GetProperty("input").GetString()!, element.GetProperty("valid").GetBoolean()));
    }

    private static IEnumerable<TheoryDataRow<string, string, string, bool>> CheckdmarcRows(
        string file, string kind, string function)
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases($"records-checkdmarc/{file}.json");
        if (cases.Count == 0)
        {
            return
            [
                new TheoryDataRow<string, string, string, bool>(file, kind, function, false) { Skip = ConformanceData.Absent },
            ];
        }

        return from element in cases
               let id = element.GetProperty("id").GetString()!
               from check in element.GetProperty("checks").EnumerateArray()
               where check.TryGetProperty("call", out JsonElement name) && name.GetString() == function
               let text = check.GetProperty("args")[0].GetString()!
               select new TheoryDataRow<string, string, string, bool>(id, kind, text, check.TryGetProperty("raises", out _))
               {
                   Skip = s_otherwise.GetValueOrDefault(id),
               };
    }
}
