using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>
/// What checkdmarc reads in a record: tags, their defaults, and the warning for a tag that RFC 9989 dropped. Its advice
/// (a parked domain, a missing rua) is no reading, and its descriptions of tags are texts of its own.
/// </summary>
public sealed partial class CheckdmarcTagTests
{
    private const string File = "records-checkdmarc/dmarc.json";

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Rows()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases(File);
        return cases.Count == 0
            ? [new TheoryDataRow<string, string, string, string>("", "", "", "") { Skip = ConformanceData.Absent }]
            : from element in cases
              let checks = element.GetProperty("checks").EnumerateArray().ToArray()
              where checks[0].TryGetProperty("args", out _)
              from check in checks
              where check.TryGetProperty("on", out _)
              let path = check.GetProperty("on").GetString()!
              where Field().IsMatch(path) || Removed().IsMatch(path)
              let value = check.TryGetProperty("value", out JsonElement given) ? given.ToString() : string.Empty
              select new TheoryDataRow<string, string, string, string>(
                  element.GetProperty("id").GetString()!, checks[0].GetProperty("args")[0].GetString()!, path, value);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_tag_is_read_as_the_suite_does(string id, string text, string on, string expected)
    {
        DmarcSyntax record = DmarcRecordParser.Parse(text);
        if (Removed().Match(on) is { Success: true } removed)
        {
            Assert.Contains(record.Problems, problem =>
                problem.Code == "DMARC-TAG-OBSOLETE"
                && problem.Text.StartsWith(removed.Groups[1].Value + "=", StringComparison.Ordinal));
            return;
        }

        string tag = Field().Match(on).Groups[1].Value;
        Assert.True(expected == Value(tag, record), $"{id}: {tag}");
    }

    [Fact]
    public void The_cases_are_there()
    {
        Assert.SkipWhen(ConformanceData.Find(File) is null, ConformanceData.Absent);

        Assert.InRange(Suite.Cases(File).Count, 29, 41);
        Assert.True(Rows().Count() >= 10);
    }

    private static string Value(string tag, DmarcSyntax record)
    {
        DmarcPolicy? policy = tag == "np"
            ? record.NonexistentSubdomainPolicy ?? record.SubdomainPolicy ?? record.Policy
            : record.Policy;
        return tag switch
        {
            "p" or "np" => policy.ToString()!.ToLowerInvariant(),
            "psd" => record.PublicSuffix.ToString()[..1].ToLowerInvariant(),
            "t" => record.IsTesting ? "y" : "n",
            _ => record.Tags[tag],
        };
    }

    [GeneratedRegex(@"^result\['tags'\]\['(\w+)'\]\['value'\]$")]
    private static partial Regex Field();

    [GeneratedRegex(@"'(\w+) tag was removed in RFC 9989'")]
    private static partial Regex Removed();
}
