using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Reporting;

/// <summary>What the charts show, counted while the domains go by; its size does not depend on how many there are.</summary>
internal sealed class ReportTotals
{
    /// <summary>Ten classes of ten points; a score of 100 is in the last.</summary>
    public const int ScoreClasses = 10;

    // Codes are a fixed set; the bound is for results that were not made by us.
    private const int MaxNames = 500;

    private readonly Dictionary<CheckStatus, int> _statuses = [];
    private readonly int[] _scores = new int[ScoreClasses];
    private readonly Dictionary<string, AreaTotal> _areas = [];
    private readonly List<string> _areaOrder = [];
    private readonly Dictionary<string, int> _failures = [];
    private long _scoreSum;

    /// <summary>How many domains there are.</summary>
    public int Domains { get; private set; }

    /// <summary>How many of them have no score.</summary>
    public int WithoutScore { get; private set; }

    /// <summary>The mean score, or null where no domain has one.</summary>
    public int? MeanScore => Domains == WithoutScore ? null : (int)Math.Round((double)_scoreSum / (Domains - WithoutScore));

    /// <summary>The domains in each class of scores.</summary>
    public IReadOnlyList<int> Scores => _scores;

    /// <summary>The areas in the order in which they came.</summary>
    public IEnumerable<AreaTotal> Areas => _areaOrder.Select(name => _areas[name]);

    /// <summary>The domains with a verdict.</summary>
    public int Count(CheckStatus status) => _statuses.TryGetValue(status, out int count) ? count : 0;

    /// <summary>The codes that most domains fail, with their number.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> MostFailed(int maximum) => _failures
        .OrderByDescending(static failure => failure.Value).ThenBy(static failure => failure.Key, StringComparer.Ordinal)
        .Take(maximum).ToList();

    /// <summary>Counts a domain.</summary>
    public void Add(MailDomainResult result)
    {
        Domains++;
        _statuses[result.Status] = Count(result.Status) + 1;
        if (result.Score is { } score)
        {
            _scoreSum += score;
            _scores[Math.Max(0, Math.Min(ScoreClasses - 1, score / ScoreClasses))]++;
        }
        else
        {
            WithoutScore++;
        }

        foreach (MailAreaScore area in result.Areas)
        {
            Add(area);
        }

        foreach (string code in result.Findings.Where(static finding => finding.Status == CheckStatus.Fail)
            .Select(static finding => finding.Code).Distinct())
        {
            if (_failures.TryGetValue(code, out int count) || _failures.Count < MaxNames)
            {
                _failures[code] = count + 1;
            }
        }
    }

    private void Add(MailAreaScore area)
    {
        if (!_areas.TryGetValue(area.Area, out AreaTotal? total))
        {
            if (_areas.Count == MaxNames)
            {
                return;
            }

            total = new AreaTotal(area.Area);
            _areas.Add(area.Area, total);
            _areaOrder.Add(area.Area);
        }

        total.Add(area.Score);
    }
}
