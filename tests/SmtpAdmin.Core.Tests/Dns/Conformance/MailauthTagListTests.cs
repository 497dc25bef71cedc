using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>The tag-value cases of mailauth. Those about BIMI's own rules are in <see cref="MailauthBimiRecordTests"/>.</summary>
public sealed class MailauthTagListTests
{
    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["Should warn about duplicate tags"] = "RFC 6376, section 3.2: a duplicate name makes the list invalid.",
        ["Should parse SPF record format"] =
            "RFC 6376, section 3.2: a duplicate name (include) makes the list invalid.",
        ["Should restrict to allowed tags"] =
            "RFC 6376, section 3.2: unknown tags are ignored; there is no list of allowed ones.",
        ["Should handle case sensitivity"] = "Asks one text under two settings; covered by TagListTests.",
    };

    public static IEnumerable<TheoryDataRow<string, string, bool, string>> Rows()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases("mailauth-node/recorded/tools_record-parse.json");
        if (cases.Count == 0)
        {
            return [new TheoryDataRow<string, string, bool, string>("", "", false, "") { Skip = ConformanceData.Absent }];
        }

        return from element in cases
               from call in element.GetProperty("calls").EnumerateArray().Take(1)
               where call.GetProperty("fn").GetString() == "parseTagValueRecord"
               let name = element.GetProperty("name").GetString()!
               let text = call.GetProperty("args")[0].GetString()!
               select new TheoryDataRow<string, string, bool, string>(name, text, IsValid(element), Tags(element))
               {
                   Skip = s_otherwise.GetValueOrDefault(name),
               };
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_tag_list_is_read_as_the_suite_does(string name, string text, bool valid, string tags)
    {
        var problems = new ProblemList();
        TagList list = TagList.Parse(text, "X", StringComparison.Ordinal, problems);

        Assert.True(valid == (problems.Problems.Count == 0), name);
        Assert.All(
            tags.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            tag => Assert.Contains(tag, list.Tags.Select(found => found.ToString())));
    }

    private static bool IsValid(JsonElement element) =>
        !Asserts(element).Any(static assert => assert.Path == "result.isValid" && assert.Operation == "false");

    private static string Tags(JsonElement element) =>
        string.Join('\n', Asserts(element)
            .Where(static assert => assert.Operation == "equal")
            .Where(static assert => assert.Path.StartsWith("result.tags.", StringComparison.Ordinal))
            .Select(static assert => $"{assert.Path["result.tags.".Length..]}={assert.Value}"));

    private static IEnumerable<(string Path, string Operation, string? Value)> Asserts(JsonElement element) =>
        from assert in element.GetProperty("asserts").EnumerateArray()
        where assert.GetProperty("on").TryGetProperty("path", out _)
        let hasValue = assert.TryGetProperty("args", out JsonElement args) && args[0].ValueKind == JsonValueKind.String
        select (
            assert.GetProperty("on").GetProperty("path").GetString()!,
            assert.GetProperty("op").GetString()!,
            hasValue ? assert.GetProperty("args")[0].GetString() : null);
}
