using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Files;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>The RFC 7208 test suite (openspf.org, release 2014.04): result and explanation of every case.</summary>
public sealed class Rfc7208SuiteTests
{
    private const int CaseCount = 141;

    public static IEnumerable<TheoryDataRow<int, string>> Cases() =>
        Rfc7208Suite.Scenarios.Count == 0
            ? [new TheoryDataRow<int, string>(0, string.Empty) { Skip = ConformanceData.Absent }]
            : Rfc7208Suite.Scenarios.SelectMany(static (scenario, at) =>
                Rfc7208Suite.Map(scenario, "tests").Children.Keys
                    .Select(name => new TheoryDataRow<int, string>(at, Rfc7208Suite.Name(name))));

    [Fact]
    public void The_suite_is_whole()
    {
        Assert.SkipWhen(Rfc7208Suite.Scenarios.Count == 0, ConformanceData.Absent);

        Assert.Equal(CaseCount, Cases().Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_ends_as_the_suite_says(int scenario, string name)
    {
        YamlMappingNode document = Rfc7208Suite.Scenarios[scenario];
        YamlNode test = Rfc7208Suite.Map(document, "tests")[name];

        MailSpfResult result = await Rfc7208Suite.Zone(document).EvaluateAsync(
            Rfc7208Suite.Text(test, "mailfrom")!,
            Rfc7208Suite.Text(test, "host")!,
            Rfc7208Suite.Text(test, "helo"));

        Assert.Contains(result.Result.Keyword(), Rfc7208Suite.Texts(test["result"]));
        if (Rfc7208Suite.Text(test, "explanation") is { } explanation)
        {
            // Case is the reader's: hexadecimal digits of the i macro may be written in either.
            Assert.Equal(explanation == "DEFAULT" ? null : explanation, result.Explanation, ignoreCase: true);
        }

        Assert.InRange(result.Trace.Count, result.ProblemCode == "SPF-DOMAIN-INVALID" ? 0 : 1, 100);
    }
}
