using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Evaluation.Spf;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Core.Tests.Dns.Conformance;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>The SPF cases of checkdmarc, judged without a client: whether there is an error, and how many lookups.</summary>
public sealed class CheckdmarcSpfTests
{
    private const int CaseCount = 27;

    public static IEnumerable<TheoryDataRow<string>> Rows()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases("records-checkdmarc/spf.json");
        return cases.Count == 0
            ? [new TheoryDataRow<string>(string.Empty) { Skip = ConformanceData.Absent }]
            : cases.Select(static element => new TheoryDataRow<string>(element.GetProperty("id").GetString()!));
    }

    [Fact]
    public void The_suite_is_whole()
    {
        Assert.SkipWhen(Suite.Cases("records-checkdmarc/spf.json").Count == 0, ConformanceData.Absent);

        Assert.Equal(CaseCount, Rows().Count());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_record_is_judged_as_the_suite_does(string id)
    {
        JsonElement[] checks =
        [
            .. Suite.Cases("records-checkdmarc/spf.json")
                .Single(element => element.GetProperty("id").GetString() == id).GetProperty("checks").EnumerateArray(),
        ];
        JsonElement call = checks[0];
        // checkdmarc takes the quotes of a zone file off; here they never come, so the loop is put without them.
        string record = call.GetProperty("args")[0].GetString()!;
        string domain = call.GetProperty("args")[1].GetString()!;
        MemoryResolver zone = new MemoryResolver().Text(domain, record.Trim('"'));

        SpfAnalysis analysis = await SpfAnalyzer.AnalyzeAsync(zone, domain, TestContext.Current.CancellationToken);

        // A target that the case does not give is asked for all the same; only the record's own errors count here.
        SpfAnalysisProblem[] problems =
            [.. analysis.Problems.Where(static problem => !problem.Code.EndsWith("-NO-RECORD", StringComparison.Ordinal))];
        Assert.Equal(call.TryGetProperty("raises", out _), problems.Length > 0);
        foreach (JsonElement check in checks.Where(static check =>
            check.TryGetProperty("on", out JsonElement on) && on.GetString() == "results['dns_lookups']"))
        {
            Assert.Equal(check.GetProperty("value").GetInt32(), analysis.LookupCount);
        }
    }
}
