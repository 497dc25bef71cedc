using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>The cases of mailauth about BIMI records, which lie among its tag-value cases.</summary>
public sealed class MailauthBimiRecordTests
{
    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["v=bimi1; l=https://example.com/logo.svg; a=https://example.com/cert.pem"] =
            "draft-brand-indicators-for-message-identification, section 4.3: the value of v matches precisely.",
        ["v=BiMi1; l=https://example.com/logo.svg; a=https://example.com/cert.pem"] =
            "draft-brand-indicators-for-message-identification, section 4.3: the value of v matches precisely.",
        ["v=BIMI1; l=https://example.com/logo.svg; a="] =
            "draft-brand-indicators-for-message-identification, section 4.3: an empty a says that there is no evidence.",
    };

    public static IEnumerable<TheoryDataRow<string, string, bool>> Rows()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases("mailauth-node/recorded/tools_record-parse.json");
        return cases.Count == 0
            ? [new TheoryDataRow<string, string, bool>(string.Empty, string.Empty, false) { Skip = ConformanceData.Absent }]
            : from element in cases
              from item in element.GetProperty("calls").EnumerateArray().Select(static (call, at) => (call, at))
              where item.call.GetProperty("fn").GetString() == "validateTagValueRecord"
              let name = element.GetProperty("name").GetString()!
              let text = item.call.GetProperty("args")[0].GetString()!
              let path = item.at == 0 ? "result.isValid" : $"result#{item.at}.isValid"
              let assert = element.GetProperty("asserts").EnumerateArray()
                  .Single(assert => assert.GetProperty("on").GetProperty("path").GetString() == path)
              let valid = assert.GetProperty("op").GetString() == "true"
              select new TheoryDataRow<string, string, bool>(name, text, valid)
              {
                  Skip = s_otherwise.GetValueOrDefault(text),
              };
    }

    [Fact]
    public void Every_case_of_the_data_is_there()
    {
        Assert.SkipWhen(Suite.Cases("mailauth-node/recorded/tools_record-parse.json").Count == 0, ConformanceData.Absent);

        Assert.Equal(12, Rows().Count());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_record_is_judged_as_the_suite_does(string name, string text, bool valid) =>
        Assert.True(valid == (BimiRecordParser.Parse(text).Problems.Count == 0), name);
}
