using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Judging;

/// <summary>Collects what is found in one area.</summary>
internal sealed class AreaFindings(string area)
{
    private readonly List<MailFinding> _findings = [];

    public IReadOnlyList<MailFinding> Findings => _findings;

    /// <summary>Adds a finding; one that was found already with the same evidence is not repeated.</summary>
    /// <param name="code">The code, one of <see cref="FindingRules"/> or of a record's problem.</param>
    /// <param name="evidence">What was seen.</param>
    /// <param name="publish">The records to publish, as zone lines.</param>
    public void Add(string code, string evidence, params string[] publish)
    {
        FindingRule rule = FindingRules.Of(code);
        Add(rule, rule.Status, evidence, publish);
    }

    /// <summary>Adds what could not be found out.</summary>
    public void AddUnknown(string code, MailDnsRecord record) => Add(
        FindingRules.Of(code),
        CheckStatus.Unknown,
        $"{record.QueryName}: {record.Status}. {record.Failure}".TrimEnd(),
        []);

    /// <summary>Adds what a record's standard does not allow in it.</summary>
    public void AddProblems(IEnumerable<MailDnsRecord> records)
    {
        foreach (MailDnsRecord record in records)
        {
            foreach (RecordProblem problem in record.Problems)
            {
                Add(problem.Code, $"{record.QueryName}: {problem.Text}");
            }
        }
    }

    private void Add(FindingRule rule, CheckStatus status, string evidence, string[] publish)
    {
        if (_findings.Any(known => known.Code == rule.Code && known.Evidence == evidence))
        {
            return;
        }

        _findings.Add(new MailFinding
        {
            Code = rule.Code,
            Area = area,
            Status = status,
            Severity = rule.Severity,
            Evidence = EscapedText.Escape(evidence),
            Explanation = rule.Explanation,
            Recommendation = rule.Recommendation,
            Publish = publish,
        });
    }
}
