using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Judging.Areas;

/// <summary>Whether the domain's signatures can be checked and hold (RFC 6376; RFC 8301).</summary>
internal sealed class DkimJudge : IAreaJudge
{
    // RFC 8301, section 3.2: verifiers ignore what is shorter, and signers should use 2048.
    private const int ShortestKey = 1024;
    private const int GoodKey = 2048;

    /// <inheritdoc/>
    public void Judge(DomainFacts facts, AreaFindings findings)
    {
        // A domain that sends nothing signs nothing; a key that is left over does no harm.
        if (facts.IsParked)
        {
            return;
        }

        IReadOnlyList<DkimRecord> records = facts.Of<DkimRecord>();
        foreach (DkimRecord record in records)
        {
            switch (record.Status)
            {
                case DnsStatus.Found:
                    JudgeKey(record, findings);
                    break;
                case DnsStatus.NxDomain when record.Selector == "*":
                    findings.Add("DKIM-MISSING", $"{record.QueryName} does not exist.");
                    break;
                case DnsStatus.NoData or DnsStatus.NxDomain when record.Selector == "*":
                    findings.AddUnknown("DKIM-NOT-FOUND", record with
                    {
                        Failure = $"{record.TriedSelectors.Count} selectors were tried.",
                    });
                    break;
                case DnsStatus.NoData or DnsStatus.NxDomain:
                    findings.Add("DKIM-SELECTOR-MISSING", $"{record.QueryName}: {record.Status}");
                    break;
                default:
                    findings.AddUnknown("DKIM-UNKNOWN", record);
                    break;
            }
        }
    }

    private static void JudgeKey(DkimRecord record, AreaFindings findings)
    {
        // The parser names what is too short for use by its own code.
        findings.AddProblems([record]);
        string evidence = $"{record.QueryName}: {record.KeyType} {record.KeyBits}";
        if (record is { KeyType: "rsa", KeyBits: >= ShortestKey and < GoodKey }
            && !record.Problems.Any(static problem => problem.Code == "DKIM-KEY-WEAK"))
        {
            findings.Add("DKIM-KEY-WEAK", evidence);
        }

        if (record.IsTesting)
        {
            findings.Add("DKIM-TESTING", evidence);
        }
    }
}
