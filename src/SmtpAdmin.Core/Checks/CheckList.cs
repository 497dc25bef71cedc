using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Checks;

/// <summary>Collects a verdict for each of a given row of checks; none of them is ever missing at the end.</summary>
internal sealed class CheckList
{
    private static readonly CheckStatus[] s_worstFirst =
        [CheckStatus.Fail, CheckStatus.Unknown, CheckStatus.Warn, CheckStatus.Pass];

    private readonly List<string> _codes;
    private readonly Dictionary<string, CheckFinding> _findings = [];
    private string _obstacle = "The test ended before this check.";

    public CheckList(IReadOnlyList<string> codes)
    {
        _codes = [.. codes];
    }

    /// <summary>The findings in the order of the codes.</summary>
    public IReadOnlyList<CheckFinding> Findings =>
        _codes.Select(code => _findings.TryGetValue(code, out CheckFinding? made) ? made : NotMade(code)).ToArray();

    public CheckStatus Worst
    {
        get
        {
            IReadOnlyList<CheckFinding> findings = Findings;
            return s_worstFirst.First(status => findings.Any(finding => finding.Status == status));
        }
    }

    public void Add(string code, CheckStatus status, string evidence) =>
        _findings[code] = new CheckFinding { Code = code, Status = status, Evidence = WireText.Printable(evidence) };

    /// <summary>Adds a verdict that keeps the checks behind it from being made.</summary>
    public void Stop(string code, CheckStatus status, string evidence)
    {
        Add(code, status, evidence);
        _obstacle = $"Not checked ({code}).";
    }

    /// <summary>Takes out checks that turned out to have nothing to ask for.</summary>
    public void LeaveOut(IEnumerable<string> codes) => _codes.RemoveAll(codes.Contains);

    private CheckFinding NotMade(string code) =>
        new() { Code = code, Status = CheckStatus.Unknown, Evidence = _obstacle };
}
