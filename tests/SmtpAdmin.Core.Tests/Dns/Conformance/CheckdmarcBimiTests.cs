using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Core.Evaluation.Bimi;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>The cases of checkdmarc about BIMI: records, the tags in them, and logos.</summary>
public sealed class CheckdmarcBimiTests
{
    private const string File = "records-checkdmarc/bimi.json";

    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["testUnknownTagSyntaxError"] =
            "draft-brand-indicators-for-message-identification, section 4.3: unknown tags are ignored.",
        ["testTimeoutKwargRounded"] = "Is about that library's exception, not about BIMI.",
    };

    public static IEnumerable<TheoryDataRow<string, string>> Rows()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases(File);
        return cases.Count == 0
            ? [new TheoryDataRow<string, string>(string.Empty, "[]") { Skip = ConformanceData.Absent }]
            : cases.Select(static element =>
            {
                string id = element.GetProperty("id").GetString()!;
                return new TheoryDataRow<string, string>(id, element.GetProperty("checks").GetRawText())
                {
                    Skip = s_otherwise.GetValueOrDefault(id),
                };
            });
    }

    [Fact]
    public void Every_case_of_the_data_is_there()
    {
        Assert.SkipWhen(Suite.Cases(File).Count == 0, ConformanceData.Absent);

        Assert.InRange(Rows().Count(), 11, 15);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_case_is_judged_as_the_suite_does(string id, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        string text = string.Empty;
        foreach (JsonElement check in document.RootElement.EnumerateArray())
        {
            if (check.TryGetProperty("call", out JsonElement call))
            {
                text = check.GetProperty("args")[0].GetString()!;
                Assert.True(check.TryGetProperty("raises", out _) == HasError(call.GetString()!, text), id);
            }
            else
            {
                Assert.Equal(Expected(check.GetProperty("value")), Value(check.GetProperty("on").GetString()!, text));
            }
        }
    }

    // The suite writes records without l. Section 4.3 of the draft requires it, which is a problem of its own here.
    private static bool HasError(string call, string text) => call switch
    {
        "bimi.parse_bimi_record" =>
            BimiRecordParser.Parse(text).Problems.Any(static problem => problem.Code != "BIMI-LOCATION-MISSING"),
        "bimi.get_svg_metadata" => BimiLogoEvaluator.Evaluate(Encoding.UTF8.GetBytes(text))
            .Any(static finding => finding is { Code: "BIMI-SVG-XML", Status: CheckStatus.Fail }),
        _ => throw new InvalidOperationException($"The suite has a new call: {call}."),
    };

    private static string Value(string path, string text) => path switch
    {
        "result['tags']['lps']['value']" => string.Join(' ', BimiRecordParser.Parse(text).LocalPartSelectors),
        "result['tags']['avp']['value']" => BimiRecordParser.Parse(text).AvatarPreference,
        _ => throw new InvalidOperationException($"The suite has a new field: {path}."),
    };

    private static string Expected(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(' ', value.EnumerateArray().Select(static item => item.GetString()))
        : value.GetString()!;
}
