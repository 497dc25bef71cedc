using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Judging;

/// <summary>
/// Makes scores of findings. An area begins with 100 and loses 100 for each critical finding, 60 for a high one, 30 for
/// a medium and 10 for a low one, down to 0. An area in which something is not known has no score: it is left out of the
/// whole, which is the mean of the others by their weights.
/// </summary>
internal static class DomainScore
{
    public static IReadOnlyList<MailAreaScore> OfAreas(IReadOnlyList<MailFinding> findings) =>
        [
            .. MailAreas.All.Select(area => new MailAreaScore
            {
                Area = area.Area,
                Weight = area.Weight,
                Score = OfArea([.. findings.Where(finding => finding.Area == area.Area)]),
            }),
        ];

    public static int? OfDomain(IReadOnlyList<MailAreaScore> areas)
    {
        MailAreaScore[] known = [.. areas.Where(static area => area.Score is not null)];
        return known.Length == 0
            ? null
            : (int)Math.Round(known.Sum(static area => area.Score!.Value * area.Weight) / (double)known.Sum(static area => area.Weight));
    }

    /// <summary>
    /// The verdict of all findings: the worst of Fail, Unknown, Warn. What is not known counts from severity Low on, and
    /// a warning of severity Info is none.
    /// </summary>
    public static CheckStatus StatusOf(IReadOnlyList<MailFinding> findings)
    {
        CheckStatus[] counted =
            [.. findings.Where(static finding => finding.Severity > FindingSeverity.Info).Select(static finding => finding.Status)];
        return counted.Contains(CheckStatus.Fail) ? CheckStatus.Fail
            : counted.Contains(CheckStatus.Unknown) ? CheckStatus.Unknown
            : counted.Contains(CheckStatus.Warn) ? CheckStatus.Warn
            : CheckStatus.Pass;
    }

    private static int? OfArea(MailFinding[] findings) =>
        Array.Exists(findings, static finding => finding.Status == CheckStatus.Unknown)
            ? null
            : Math.Max(0, 100 - findings.Sum(static finding => LossBy(finding.Severity)));

    private static int LossBy(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Critical => 100,
        FindingSeverity.High => 60,
        FindingSeverity.Medium => 30,
        FindingSeverity.Low => 10,
        _ => 0,
    };
}
