using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Building;
using SmtpAdmin.Core.Evaluation.MtaSts;

namespace SmtpAdmin.Core.Judging.Areas;

/// <summary>Whether senders are told to deliver over verified TLS only (RFC 8461, RFC 7672), and report failures (RFC 8460).</summary>
internal sealed class TlsJudge : IAreaJudge
{
    /// <inheritdoc/>
    public void Judge(DomainFacts facts, AreaFindings findings)
    {
        MxRecord[] hosts = [.. facts.Of<MxRecord>().Where(static record => record is { Exchange: not null, IsNullMx: false })];
        if (facts.IsParked)
        {
            return;
        }

        if (hosts.Length == 0)
        {
            MxRecord first = facts.Of<MxRecord>()[0];
            if (first.Status is not (DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain))
            {
                findings.AddUnknown("TLS-UNKNOWN", first);
            }

            return;
        }

        bool hasDane = JudgeDane(facts, findings);
        JudgeMtaSts(facts, hosts, hasDane, findings);
        TlsRptRecord report = facts.Of<TlsRptRecord>()[0];
        findings.AddProblems(facts.Of<TlsRptRecord>());
        if (report.Status is DnsStatus.NoData or DnsStatus.NxDomain)
        {
            findings.Add("TLSRPT-MISSING", $"{report.QueryName}: {report.Status}");
        }
        else if (report.Status != DnsStatus.Found)
        {
            findings.AddUnknown("TLSRPT-UNKNOWN", report);
        }
    }

    private static bool JudgeDane(DomainFacts facts, AreaFindings findings)
    {
        IReadOnlyList<TlsaRecord> records = facts.Of<TlsaRecord>();
        findings.AddProblems(records);
        foreach (TlsaRecord record in records)
        {
            if (record.Status == DnsStatus.Found && !record.IsSecure)
            {
                findings.Add("TLSA-NOT-SECURE", $"{record.QueryName}: {record.Raw}");
            }
            else if (record.Status is not (DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain))
            {
                findings.AddUnknown("TLSA-UNKNOWN", record);
            }
        }

        return records.Any(static record => record is { IsSecure: true, IsUsable: true });
    }

    private static void JudgeMtaSts(DomainFacts facts, MxRecord[] hosts, bool hasDane, AreaFindings findings)
    {
        IReadOnlyList<MtaStsRecord> records = facts.Of<MtaStsRecord>();
        MtaStsRecord record = records[0];
        findings.AddProblems(records);
        if (record.Status is DnsStatus.NoData or DnsStatus.NxDomain)
        {
            if (!hasDane)
            {
                findings.Add("MTASTS-MISSING", $"{record.QueryName}: {record.Status}", Wanted(facts));
            }

            return;
        }

        if (record.Status != DnsStatus.Found)
        {
            findings.AddUnknown("MTASTS-UNKNOWN", record);
        }
        else if (record.PolicyStatus is MtaStsPolicyStatus.HostUnknown or MtaStsPolicyStatus.Unreachable
            or MtaStsPolicyStatus.Timeout)
        {
            // What does not let this machine through may let others.
            findings.AddUnknown("MTASTS-POLICY-UNKNOWN", record with { QueryName = record.PolicyUri!, Failure = record.PolicyFailure });
        }
        else if (record.IsValid && record.PolicyStatus != MtaStsPolicyStatus.Valid)
        {
            findings.Add("MTASTS-POLICY-UNUSABLE", $"{record.PolicyUri}: {record.PolicyStatus}. {record.PolicyFailure}".TrimEnd());
        }
        else if (record.Policy is { IsValid: true } policy)
        {
            JudgePolicy(policy, hosts, findings);
        }
    }

    private static void JudgePolicy(MtaStsPolicy policy, MxRecord[] hosts, AreaFindings findings)
    {
        if (policy.Mode is not MtaStsMode.Enforce)
        {
            findings.Add("MTASTS-NOT-ENFORCED", $"mode: {policy.Mode}");
        }

        foreach (MxRecord host in hosts)
        {
            TlsPolicyResult result = MtaStsEvaluator.Evaluate(policy, host.Exchange!);
            if (result.Verdict == TlsPolicyVerdict.Fail)
            {
                findings.Add(result.Code, result.Evidence);
            }
        }
    }

    // The record is the same whatever the policy says; the domain's hosts may be none that a policy can name.
    private static string[] Wanted(DomainFacts facts) => facts.Publish(
        "_mta-sts", place => MtaStsRecordBuilder.Build(place, new MtaStsDraft { Mode = "none" }, facts.ReadAt).ZoneLine);
}
