using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Dane;

/// <summary>
/// Says whether a mail exchanger's certificates are those that its TLSA records name (RFC 7672). The records must have
/// come secure: that is the caller's to see to.
/// </summary>
internal static class DaneEvaluator
{
    private const int ShortLength = 24;

    /// <summary>The code where records exist and none can be used: TLS is required then, and no certificate verified.</summary>
    public const string AllUnusable = "DANE-ALL-UNUSABLE";

    /// <summary>The code where records can be used and the server showed no certificate, for want of TLS or else.</summary>
    public const string NoCertificate = "DANE-NO-CERTIFICATE";

    /// <param name="records">The host's TLSA records.</param>
    /// <param name="chain">The certificates in DER that the server sent, its own first; none where it sent none.</param>
    /// <param name="names">The base name of the records and the domain (RFC 7672, section 3.2.2).</param>
    /// <param name="now">The time at which certificates must be valid.</param>
    public static TlsPolicyResult Evaluate(
        IReadOnlyList<DnsTlsa> records, IReadOnlyList<byte[]> chain, IReadOnlyList<string> names, DateTimeOffset now)
    {
        if (records.Count == 0)
        {
            return Result(TlsPolicyVerdict.NotApplicable, "DANE-NONE", "The host has no TLSA record.");
        }

        DnsTlsa[] usable = [.. records.Where(static record => TlsaRecordParser.Parse(record).IsUsable)];
        if (usable.Length == 0)
        {
            // RFC 7672, section 2.2: then TLS is mandatory, and there is nothing to authenticate by.
            return Result(
                TlsPolicyVerdict.NotApplicable, AllUnusable, $"None can be used of {string.Join(", ", records.Select(Show))}.");
        }

        if (chain.Count == 0)
        {
            return Result(TlsPolicyVerdict.Unknown, NoCertificate, "No certificate was seen.");
        }

        DaneMatch match = DaneMatcher.Match(usable, chain, names, [], now);
        TlsPolicyResult result = match.Status switch
        {
            DaneMatchStatus.Match when match.Depth == 0 => Result(
                TlsPolicyVerdict.Pass, "DANE-MATCH", $"{Show(match.Record!)} names the server's own certificate."),
            DaneMatchStatus.Match => Result(
                TlsPolicyVerdict.Pass,
                "DANE-MATCH",
                FormattableString.Invariant($"{Show(match.Record!)} names an authority at depth {match.Depth}.")),
            DaneMatchStatus.NameMismatch => Result(
                TlsPolicyVerdict.Fail,
                "DANE-NAME-MISMATCH",
                $"{Show(match.Record!)} matches; the certificate is not for {string.Join(" or ", names)}."),
            DaneMatchStatus.ChainInvalid => Result(
                TlsPolicyVerdict.Fail, "DANE-CHAIN-INVALID", match.Failure ?? "The chain is not valid."),
            _ => Result(
                TlsPolicyVerdict.Fail,
                "DANE-NO-MATCH",
                $"No certificate of the server's is named by {string.Join(", ", usable.Select(Show))}."),
        };
        return result with { Matched = match.Record is null ? null : Show(match.Record), Depth = match.Depth };
    }

    /// <summary>The record as text, its data cut short.</summary>
    public static string Show(DnsTlsa record)
    {
        string data = string.Concat(
            record.Data.ToArray().Take(ShortLength / 2).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
        string more = record.Data.Length > ShortLength / 2 ? "..." : string.Empty;
        return FormattableString.Invariant(
            $"{record.Usage} {record.Selector} {record.MatchingType} {data}{more}").TrimEnd();
    }

    private static TlsPolicyResult Result(TlsPolicyVerdict verdict, string code, string evidence) =>
        new() { Verdict = verdict, Code = code, Evidence = evidence };
}
