using System.Linq;

namespace SmtpAdmin.Core.Judging.Areas;

/// <summary>Whether the zone and the hosts' names are as mail needs them.</summary>
internal sealed class DnsJudge : IAreaJudge
{
    /// <inheritdoc/>
    public void Judge(DomainFacts facts, AreaFindings findings)
    {
        JudgeDnssec(facts, findings);
        findings.AddProblems(facts.Of<NsRecord>());
        findings.AddProblems(facts.Of<CaaRecord>());
        NsRecord server = facts.Of<NsRecord>()[0];
        if (server.Status is not (DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain))
        {
            findings.AddUnknown("NS-UNKNOWN", server);
        }

        foreach (PtrRecord record in facts.Of<PtrRecord>().Where(static record => record.Verdict is not null))
        {
            switch (record.Verdict)
            {
                case PtrVerdict.NotConfirmed when record.Names.Count == 0:
                    findings.Add("PTR-MISSING", $"{record.Address} ({string.Join(", ", record.Hosts)})");
                    break;
                case PtrVerdict.NotConfirmed:
                    findings.Add("PTR-NOT-CONFIRMED", $"{record.Address}: {string.Join(", ", record.Names)}");
                    break;
                case PtrVerdict.Unknown:
                    findings.AddUnknown("PTR-UNKNOWN", record);
                    break;
            }
        }
    }

    private static void JudgeDnssec(DomainFacts facts, AreaFindings findings)
    {
        DnssecRecord record = facts.Of<DnssecRecord>()[0];
        switch (record.Verdict)
        {
            case DnssecVerdict.Bogus:
                findings.Add("DNSSEC-BOGUS", $"{record.QueryName}: {record.Failure}");
                break;
            case DnssecVerdict.Insecure:
                findings.Add("DNSSEC-MISSING", $"{record.QueryName} is not signed.");
                break;
            case DnssecVerdict.Unknown:
                findings.AddUnknown("DNSSEC-UNKNOWN", record);
                break;
        }
    }
}
