using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Judging.Areas;

/// <summary>Whether mail finds its way to the domain (RFC 5321, section 5; RFC 7505).</summary>
internal sealed class MxJudge : IAreaJudge
{
    /// <inheritdoc/>
    public void Judge(DomainFacts facts, AreaFindings findings)
    {
        IReadOnlyList<MxRecord> records = facts.Of<MxRecord>();
        MxRecord first = records[0];
        findings.AddProblems(records);
        if (first.Status is not (DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain))
        {
            findings.AddUnknown("MX-UNKNOWN", first);
        }
        else if (first.Status == DnsStatus.NxDomain)
        {
            findings.Add("MX-DOMAIN-MISSING", $"{first.QueryName} does not exist.");
        }
        else if (facts.IsParked)
        {
            JudgeParked(facts, first, findings);
        }
        else
        {
            JudgeInUse(records, findings);
        }
    }

    // RFC 7505, section 4.1: without a null MX, mail to a parked domain is tried for days at its address.
    private static void JudgeParked(DomainFacts facts, MxRecord first, AreaFindings findings)
    {
        if (!first.IsNullMx)
        {
            string seen = first.Status == DnsStatus.Found ? $"MX {first.Raw}" : "no MX record";
            findings.Add("MX-PARKED-NOT-NULL", seen, facts.Place.NullMx().ZoneLine);
        }
    }

    private static void JudgeInUse(IReadOnlyList<MxRecord> records, AreaFindings findings)
    {
        MxRecord first = records[0];
        if (first.IsNullMx)
        {
            findings.Add("MX-NULL", $"MX {first.Raw}");
            return;
        }

        if (first.Status == DnsStatus.NoData)
        {
            findings.Add(
                first.IsImplicit ? "MX-IMPLICIT" : "MX-MISSING",
                first.IsImplicit ? $"{first.Domain} has no MX, but an address." : $"{first.Domain} has neither MX nor address.");
            return;
        }

        foreach (MxRecord record in records.Where(static record => record.Exchange is not null && !record.IsNullMx))
        {
            if (record.AddressStatus is DnsStatus.NoData or DnsStatus.NxDomain)
            {
                findings.Add("MX-HOST-WITHOUT-ADDRESS", $"{record.Exchange}: {record.AddressStatus}");
            }
            else if (record.AddressStatus is { } status && status != DnsStatus.Found)
            {
                findings.AddUnknown("MX-HOST-UNKNOWN", record with { QueryName = record.Exchange!, Status = status });
            }
        }
    }
}
