using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Spf;
using SmtpAdmin.Core.Tests.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

public sealed class SpfAnalyzerTests
{
    [Fact]
    public async Task Each_term_has_the_cost_of_all_below_it()
    {
        SpfAnalysis analysis = await AnalyzeAsync(new MemoryResolver()
            .Text("example.com", "v=spf1 a mx ip4:192.0.2.1 include:a.example exists:%{i}.x.example ~all redirect=gone.example")
            .Host("example.com", "192.0.2.1", "2001:db8::1")
            .Exchanges("example.com", "mx1.example.com", "mx2.example.com")
            .Host("mx1.example.com", "192.0.2.1")
            .Text("a.example", "v=spf1 include:b.example ptr redirect=c.example")
            .Text("b.example", "v=spf1 a:gone.example -all")
            .Text("c.example", "v=spf1 ?all"));

        Assert.Equal([1, 1, 0, 5, 1, 0], analysis.Record.Terms.Select(term => term.Lookups));
        Assert.Equal([0, 1, 0, 1, 0, 0], analysis.Record.Terms.Select(term => term.VoidLookupsIPv4));
        Assert.Equal([0, 2, 0, 1, 0, 0], analysis.Record.Terms.Select(term => term.VoidLookupsIPv6));
        Assert.Equal((8, 2, 3), (analysis.LookupCount, analysis.VoidLookupsIPv4, analysis.VoidLookupsIPv6));
        Assert.Equal("c.example", analysis.Record.Terms[3].Record!.Terms[2].Record!.Domain);
        Assert.Equal("SPF-VOID-LOOKUPS-EXCEEDED", Assert.Single(analysis.Problems).Code);
        Assert.True(analysis.IsComplete);
        Assert.Empty(analysis.Failures);
    }

    [Fact]
    public async Task A_record_that_is_included_twice_is_counted_twice_and_asked_for_once()
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 include:a.example include:b.example -all")
            .Text("a.example", "v=spf1 include:c.example")
            .Text("b.example", "v=spf1 include:c.example")
            .Text("c.example", "v=spf1 mx:m.example")
            .Exchanges("m.example", "host.example")
            .Host("host.example", "192.0.2.1", "2001:db8::1");

        SpfAnalysis analysis = await AnalyzeAsync(zone);

        Assert.Equal(6, analysis.LookupCount);
        Assert.Equal(zone.Asked.Count, zone.Asked.Distinct().Count());
    }

    [Theory]
    [InlineData("v=spf1 include:a.example -all", "v=spf1 include:example.com", "SPF-LOOP", "a.example", "include:example.com")]
    [InlineData("v=spf1 redirect=a.example", "v=spf1 redirect=a.example", "SPF-LOOP", "a.example", "redirect=a.example")]
    [InlineData("v=spf1 include:gone.example", "", "SPF-INCLUDE-NO-RECORD", "example.com", "include:gone.example")]
    [InlineData("v=spf1 redirect=gone.example", "", "SPF-REDIRECT-NO-RECORD", "example.com", "redirect=gone.example")]
    [InlineData("v=spf1 include:a.example", "v=spf1 ipv4:192.0.2.1", "SPF-MECHANISM-UNKNOWN", "a.example", "ipv4:192.0.2.1")]
    [InlineData("v=spf1 include:many.example -all", "", "SPF-MULTIPLE", "many.example", null)]
    public async Task What_ends_an_evaluation_is_named_with_its_place(
        string record, string below, string code, string domain, string? term)
    {
        SpfAnalysis analysis = await AnalyzeAsync(new MemoryResolver()
            .Text("example.com", record).Text("a.example", below).Text("many.example", "v=spf1 -all", "v=spf1 ?all"));

        SpfAnalysisProblem problem = Assert.Single(analysis.Problems);
        Assert.Equal((code, domain, term), (problem.Code, problem.Domain, problem.Term));
    }

    [Fact]
    public async Task What_is_not_answered_is_unknown_and_no_problem()
    {
        SpfAnalysis analysis = await AnalyzeAsync(new MemoryResolver()
            .Text("example.com", "v=spf1 include:a.example mx -all")
            .Fail("a.example", DnsRecordType.Txt, DnsStatus.ServFail)
            .Fail("example.com", DnsRecordType.Mx, DnsStatus.Timeout));

        Assert.Empty(analysis.Problems);
        Assert.Equal(
            ["Mx example.com Timeout", "Txt a.example ServFail"],
            analysis.Failures.Select(static answer => $"{answer.Question.Type} {answer.Question.Name} {answer.Status}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(2, analysis.LookupCount);
    }

    [Fact]
    public async Task A_domain_without_a_record_has_no_problem_and_no_cost()
    {
        SpfAnalysis analysis = await AnalyzeAsync(new MemoryResolver());

        Assert.True(analysis.Record.IsMissing);
        Assert.Equal((DnsStatus.NxDomain, 0), (analysis.Record.Status, analysis.LookupCount));
        Assert.Empty(analysis.Problems);
    }

    // Each record includes the next one twice: 2 to the power of 40 ways, 41 questions.
    [Fact]
    public async Task A_tree_that_doubles_at_each_step_is_counted_without_walking_it()
    {
        var zone = new MemoryResolver().Text("example.com", "v=spf1 include:d0.example");
        for (int depth = 0; depth < 40; depth++)
        {
            zone.Text($"d{depth}.example", $"v=spf1 include:d{depth + 1}.example include:d{depth + 1}.example");
        }

        zone.Text("d40.example", "v=spf1 -all");

        SpfAnalysis analysis = await AnalyzeAsync(zone);

        Assert.Equal(int.MaxValue, analysis.LookupCount);
        Assert.Equal(42, zone.Asked.Count);
        Assert.Equal("SPF-LOOKUPS-EXCEEDED", Assert.Single(analysis.Problems).Code);
    }

    [Theory]
    [InlineData("a:h{0}.example")]
    [InlineData("include:h{0}.example")]
    [InlineData("exists:h{0}.example")]
    public async Task The_questions_that_one_record_causes_are_bounded(string term)
    {
        var zone = new MemoryResolver().Text(
            "example.com",
            "v=spf1 " + string.Join(' ', Enumerable.Range(0, 3000).Select(at => term.Replace("{0}", $"{at}"))));

        SpfAnalysis analysis = await AnalyzeAsync(zone);

        Assert.Equal(300, zone.Asked.Count);
        Assert.False(analysis.IsComplete);
        Assert.Equal(3000, analysis.LookupCount);
        Assert.Equal("SPF-LOOKUPS-EXCEEDED", analysis.Problems[0].Code);
        Assert.InRange(analysis.Problems.Count, 1, 102);
    }

    [Fact]
    public async Task Names_are_asked_for_side_by_side()
    {
        var gate = new TaskCompletionSource();
        var first = new MemoryResolver().Text("example.com", "v=spf1 a:a.example a:b.example mx:c.example -all");
        var gated = new FakeResolver(static _ => DnsStatus.NoData, gate.Task);

        Task<SpfAnalysis> running = SpfAnalyzer.AnalyzeAsync(
            new EitherResolver(first, gated), "example.com", TestContext.Current.CancellationToken);
        int underWay = gated.UnderWay;
        gate.SetResult();
        await running;

        Assert.Equal(5, underWay);
    }

    private static Task<SpfAnalysis> AnalyzeAsync(MemoryResolver zone) =>
        SpfAnalyzer.AnalyzeAsync(zone, "example.com", TestContext.Current.CancellationToken);
}
