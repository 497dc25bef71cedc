using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Judging.Areas;

namespace SmtpAdmin.Core.Judging;

/// <summary>Judges a domain's mail by facts alone.</summary>
internal static class DomainJudge
{
    private static readonly (string Area, IAreaJudge Judge)[] s_judges =
    [
        (MailAreas.Mx, new MxJudge()),
        (MailAreas.Spf, new SpfJudge()),
        (MailAreas.Dkim, new DkimJudge()),
        (MailAreas.Dmarc, new DmarcJudge()),
        (MailAreas.Tls, new TlsJudge()),
        (MailAreas.Dns, new DnsJudge()),
    ];

    /// <summary>The result without duration and drift; the findings are those of all areas, the worst first.</summary>
    public static MailDomainResult Judge(DomainFacts facts)
    {
        IReadOnlyList<MailFinding> found =
        [
            .. s_judges.SelectMany(area =>
            {
                var findings = new AreaFindings(area.Area);
                area.Judge.Judge(facts, findings);
                return findings.Findings;
            })
            .OrderByDescending(static finding => finding.Severity),
        ];
        IReadOnlyList<MailAreaScore> areas = DomainScore.OfAreas(found);
        return new MailDomainResult
        {
            Domain = facts.Domain,
            CheckedAt = facts.ReadAt,
            Score = DomainScore.OfDomain(areas),
            Status = DomainScore.StatusOf(found),
            Areas = areas,
            Findings = found,
            Records = facts.Records,
        };
    }
}
