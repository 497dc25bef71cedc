using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Building;
using SmtpAdmin.Core.Evaluation.Spf;

namespace SmtpAdmin.Core.Judging.Areas;

/// <summary>Whether receivers can tell who sends for the domain (RFC 7208).</summary>
internal sealed class SpfJudge : IAreaJudge
{
    // Two more includes of a usual provider and the limit of 10 (RFC 7208, section 4.6.4) is passed.
    private const int ManyLookups = 9;
    private const int MaxLookups = 10;

    /// <inheritdoc/>
    public void Judge(DomainFacts facts, AreaFindings findings)
    {
        IReadOnlyList<SpfRecord> records = facts.Of<SpfRecord>();
        SpfRecord first = records[0];
        if (first.Status is DnsStatus.NoData or DnsStatus.NxDomain)
        {
            findings.Add("SPF-MISSING", $"{first.QueryName}: {first.Status}", Wanted(facts));
            return;
        }

        if (first.Status != DnsStatus.Found)
        {
            findings.AddUnknown("SPF-UNKNOWN", first);
            return;
        }

        findings.AddProblems(records);
        if (records.Count > 1)
        {
            return;
        }

        JudgeAnalysis(facts.Spf, findings);
        JudgeTerms(facts, first, findings);
    }

    private static void JudgeAnalysis(SpfAnalysis analysis, AreaFindings findings)
    {
        foreach (SpfAnalysisProblem problem in analysis.Problems.Where(static problem => problem.Code != SpfProblemCodes.Missing))
        {
            string term = problem.Term is null ? string.Empty : $" {problem.Term}";
            findings.Add(problem.Code, $"{problem.Domain}{term}: {problem.Detail}");
        }

        if (analysis.Failures.Count > 0)
        {
            string names = string.Join(", ", analysis.Failures.Take(3)
                .Select(static answer => $"{answer.Question.Name} {answer.Status}"));
            findings.Add(SpfProblemCodes.DnsFailed, names);
        }
        else if (analysis.LookupCount is >= ManyLookups and <= MaxLookups)
        {
            findings.Add("SPF-LOOKUPS-MANY", $"{analysis.LookupCount} of {MaxLookups} lookups");
        }
    }

    private static void JudgeTerms(DomainFacts facts, SpfRecord record, AreaFindings findings)
    {
        if (facts.IsParked)
        {
            if (record.Terms is not [{ Name: "all", Qualifier: '-' }])
            {
                findings.Add("SPF-PARKED-ALLOWS", record.Raw!, Wanted(facts));
            }

            return;
        }

        string? code = record.All switch
        {
            '+' => "SPF-ALL-PASS",
            '?' => "SPF-ALL-NEUTRAL",
            null when record.Redirect is null => "SPF-ALL-MISSING",
            _ => null,
        };
        if (code is not null)
        {
            findings.Add(code, record.Raw!);
        }

        if (record.Terms.Any(static term => term is { Name: "ptr", Qualifier: not null }))
        {
            findings.Add("SPF-PTR-USED", record.Raw!);
        }
    }

    private static string Wanted(DomainFacts facts) => SpfRecordBuilder.Build(
        facts.Place, facts.IsParked ? new SpfDraft { All = '-' } : new SpfDraft { Mx = true, All = '~' }).ZoneLine;
}
