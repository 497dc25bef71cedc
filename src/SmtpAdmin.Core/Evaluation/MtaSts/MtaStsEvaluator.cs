using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Core.Evaluation.MtaSts;

/// <summary>
/// Says whether a domain's MTA-STS policy lets mail go to a host (RFC 8461, section 4.1). Only the name is judged; that
/// the host shows a valid certificate for it is asked for beside. A policy that could not be fetched leaves it open: a
/// sender that knows an earlier one goes by that.
/// </summary>
internal static class MtaStsEvaluator
{
    private const int MaximumPatterns = 5;

    /// <param name="records">What <see cref="MtaStsReader"/> returned for the domain.</param>
    /// <param name="host">The mail exchanger's name, without a final dot.</param>
    public static TlsPolicyResult Evaluate(IReadOnlyList<MtaStsRecord> records, string host)
    {
        MtaStsRecord record = records[0];
        if (record.Status is DnsStatus.NoData or DnsStatus.NxDomain)
        {
            return Result(TlsPolicyVerdict.NotApplicable, "MTASTS-NONE", $"{record.QueryName} has no record.");
        }

        if (record.Status != DnsStatus.Found)
        {
            return Result(
                TlsPolicyVerdict.Unknown,
                "MTASTS-RECORD-UNKNOWN",
                $"{record.Status} for {record.QueryName}. {record.Failure}");
        }

        if (!record.IsValid)
        {
            // Section 3.1: senders act as if there were no policy.
            return Result(
                TlsPolicyVerdict.NotApplicable, "MTASTS-RECORD-INVALID", string.Join("; ", record.Problems));
        }

        return record.PolicyStatus switch
        {
            MtaStsPolicyStatus.Valid => Evaluate(record.Policy!, host),
            MtaStsPolicyStatus.Invalid => Result(
                TlsPolicyVerdict.Unknown, "MTASTS-POLICY-INVALID", string.Join("; ", record.Policy!.Problems)),
            { } status => Result(
                TlsPolicyVerdict.Unknown, "MTASTS-POLICY-NOT-FETCHED", $"{status}: {record.PolicyFailure}"),
            null => Result(TlsPolicyVerdict.Unknown, "MTASTS-POLICY-NOT-FETCHED", "The policy was not asked for."),
        };
    }

    /// <summary>Judges a host by a policy that is valid.</summary>
    public static TlsPolicyResult Evaluate(MtaStsPolicy policy, string host)
    {
        if (policy.Mode == MtaStsMode.None)
        {
            return Result(TlsPolicyVerdict.NotApplicable, "MTASTS-MODE-NONE", "The policy's mode is none.");
        }

        string mode = policy.Mode == MtaStsMode.Enforce ? "enforce" : "testing";
        string? pattern = policy.Mx.FirstOrDefault(pattern => Matches(pattern, host));
        if (pattern is not null)
        {
            return Result(TlsPolicyVerdict.Pass, "MTASTS-MX-MATCH", $"{host} is {pattern} of the policy ({mode}).")
                with
            { Matched = pattern };
        }

        string shown = string.Join(", ", policy.Mx.Take(MaximumPatterns));
        return Result(TlsPolicyVerdict.Fail, "MTASTS-MX-MISMATCH", $"{host} is none of {shown} ({mode}).");
    }

    /// <summary>Whether a host is what a pattern stands for; a wildcard is exactly the left-most label.</summary>
    public static bool Matches(string pattern, string host)
    {
        string name = host.TrimEnd('.');
        if (!pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        int dot = name.IndexOf('.');
        return dot > 0 && name.Substring(dot).Equals(pattern.Substring(1), StringComparison.OrdinalIgnoreCase);
    }

    private static TlsPolicyResult Result(TlsPolicyVerdict verdict, string code, string evidence) =>
        new() { Verdict = verdict, Code = code, Evidence = evidence };
}
