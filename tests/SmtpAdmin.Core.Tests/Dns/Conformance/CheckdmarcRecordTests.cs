using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>The cases of checkdmarc that are about a record's text alone: whether it raises an error.</summary>
public sealed class CheckdmarcRecordTests
{
    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["testSPFIncludeLoop"] =
            "RFC 7208, section 4.6.4: loops are found when the record is evaluated, not when it is read.",
    };

    public static IEnumerable<TheoryDataRow<string, string, bool>> Dmarc => Rows("dmarc", "dmarc.parse_dmarc_record");

    public static IEnumerable<TheoryDataRow<string, string, bool>> DmarcUris =>
        Rows("dmarc", "dmarc.parse_dmarc_report_uri");

    public static IEnumerable<TheoryDataRow<string, string, bool>> Spf => Rows("spf", "spf.parse_spf_record");

    [Theory]
    [MemberData(nameof(Dmarc))]
    public void A_dmarc_record_is_judged_as_the_suite_does(string id, string text, bool raises) =>
        AssertJudged(id, raises, DmarcRecordParser.Parse(text).Problems);

    [Theory]
    [MemberData(nameof(DmarcUris))]
    public void A_report_address_is_judged_as_the_suite_does(string id, string text, bool raises) =>
        AssertJudged(id, raises, DmarcRecordParser.Parse("v=DMARC1; p=none; rua=" + text).Problems);

    [Theory]
    [MemberData(nameof(Spf))]
    public void An_spf_record_is_judged_as_the_suite_does(string id, string text, bool raises) =>
        AssertJudged(id, raises, SpfRecordParser.Parse(text).Problems);

    private static void AssertJudged(string id, bool raises, IReadOnlyList<RecordProblem> problems)
    {
        RecordProblem[] errors = [.. problems.Where(static problem => !Suite.IsObsolete(problem))];

        Assert.True(raises == (errors.Length > 0), $"{id}: {string.Join("; ", errors.AsEnumerable())}");
    }

    private static IEnumerable<TheoryDataRow<string, string, bool>> Rows(string file, string call)
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases($"records-checkdmarc/{file}.json");
        if (cases.Count == 0)
        {
            return [new TheoryDataRow<string, string, bool>(file, call, false) { Skip = ConformanceData.Absent }];
        }

        return from element in cases
               let id = element.GetProperty("id").GetString()!
               from check in element.GetProperty("checks").EnumerateArray()
               where check.TryGetProperty("call", out JsonElement name) && name.GetString() == call
               let text = check.GetProperty("args")[0].GetString()!
               select new TheoryDataRow<string, string, bool>(id, text, check.TryGetProperty("raises", out _))
               {
                   Skip = s_otherwise.GetValueOrDefault(id),
               };
    }
}
