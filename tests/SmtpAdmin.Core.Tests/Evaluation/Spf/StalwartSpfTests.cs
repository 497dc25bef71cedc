using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>The SPF scenarios of mail-auth (Stalwart): result and explanation of every case.</summary>
public sealed class StalwartSpfTests
{
    private const int CaseCount = 116;

    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["all 1"] = "RFC 7208, section 4.6: a syntax error anywhere, also behind all, is a permerror (ip: is none).",
        ["basic 9"] = "RFC 7208, section 4.6.4: ten hosts that do not exist are ten void lookups; two are allowed.",
    };

    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        StalwartSuite.Cases.Count == 0
            ? [new TheoryDataRow<string>(string.Empty) { Skip = ConformanceData.Absent }]
            : StalwartSuite.Cases.Select(static test => new TheoryDataRow<string>(test.Id));

    [Fact]
    public void The_suite_is_whole()
    {
        Assert.SkipWhen(StalwartSuite.Cases.Count == 0, ConformanceData.Absent);

        Assert.Equal(CaseCount, StalwartSuite.Cases.Count);
        Assert.All(s_otherwise.Keys, id => Assert.Contains(StalwartSuite.Cases, test => test.Id == id));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_ends_as_the_suite_or_the_rfc_says(string id)
    {
        StalwartCase test = StalwartSuite.Cases.Single(test => test.Id == id);
        string[] expected = test.Expected.Split(' ', 2);

        MailSpfResult result = await StalwartSuite.Zone(test)
            .EvaluateAsync(test.Facts["sender"], test.Facts["ip"], test.Facts["domain"]);

        string keyword = s_otherwise.ContainsKey(id) ? "permerror" : expected[0];
        Assert.Equal(keyword, result.Result.Keyword());
        Assert.Equal(expected.ElementAtOrDefault(1), result.Explanation);
    }
}
