using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Building;

namespace SmtpAdmin.Core.Judging.Areas;

/// <summary>Whether receivers are told what to do with forged mail, and the domain hears of it (RFC 9989).</summary>
internal sealed class DmarcJudge : IAreaJudge
{
    /// <inheritdoc/>
    public void Judge(DomainFacts facts, AreaFindings findings)
    {
        IReadOnlyList<DmarcRecord> records = facts.Of<DmarcRecord>();
        findings.AddProblems(records);
        DmarcRecord record = records[records.Count - 1];
        if (record.Status is not (DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain))
        {
            findings.AddUnknown("DMARC-UNKNOWN", record);
        }
        else if (record.Status != DnsStatus.Found)
        {
            findings.Add("DMARC-MISSING", $"_dmarc.{facts.Domain}: {record.Status}", Wanted(facts));
        }
        else if (records.Count(static other => !other.IsInherited) <= 1)
        {
            JudgeRecord(facts, record, findings);
        }
    }

    private static void JudgeRecord(DomainFacts facts, DmarcRecord record, AreaFindings findings)
    {
        if (facts.IsParked && record.EffectivePolicy != DmarcPolicy.Reject)
        {
            findings.Add("DMARC-PARKED-NOT-REJECT", record.Raw!, Wanted(facts));
        }
        else if (record.EffectivePolicy is null or DmarcPolicy.None)
        {
            findings.Add(record.IsTesting ? "DMARC-TESTING" : "DMARC-POLICY-NONE", record.Raw!);
        }
        else if (record.IsTesting)
        {
            findings.Add("DMARC-TESTING", record.Raw!);
        }

        if (!record.IsInherited && record.Policy > DmarcPolicy.None && record.SubdomainPolicy == DmarcPolicy.None)
        {
            findings.Add("DMARC-SUBDOMAINS-OPEN", record.Raw!);
        }

        if (record.AggregateReportUris.Count == 0)
        {
            findings.Add("DMARC-REPORTS-MISSING", record.Raw!);
        }

        foreach (DmarcReportDestination destination in facts.ReportDestinations)
        {
            string evidence = $"{destination.Uri}: {destination.QueryName} {destination.Status}".TrimEnd(' ', ':');
            string[] agreement = destination.QueryName is { } name ? [$"{name}. 3600 IN TXT \"v=DMARC1\""] : [];
            switch (destination.Authorization)
            {
                case DmarcReportAuthorization.NotAuthorized:
                    findings.Add("DMARC-REPORTS-NOT-AUTHORIZED", evidence, agreement);
                    break;
                case DmarcReportAuthorization.Unknown:
                    findings.Add("DMARC-REPORTS-UNKNOWN", evidence);
                    break;
            }
        }
    }

    private static string[] Wanted(DomainFacts facts)
    {
        var draft = new DmarcDraft { Policy = facts.IsParked ? DmarcPolicy.Reject : DmarcPolicy.None };
        return facts.Publish("_dmarc", place => DmarcRecordBuilder.Build(place, draft)[0].ZoneLine);
    }
}
