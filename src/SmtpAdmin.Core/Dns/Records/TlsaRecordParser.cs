using System;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// Judges whether a TLSA record can be used to deliver mail. One with numbers that nobody knows or with a digest of the
/// wrong length is unusable (RFC 6698, section 4.1); so are the PKIX usages, as there is no agreed set of authorities
/// for mail (RFC 7672, section 3.1.3). Unusable records do not count as a failed match.
/// </summary>
internal static class TlsaRecordParser
{
    private const byte PkixEe = 1;
    private const byte DaneEe = 3;
    private const byte Spki = 1;
    private const byte Full = 0;
    private const byte Sha256 = 1;
    private const byte Sha512 = 2;

    /// <summary>Writes the record as text and judges it.</summary>
    public static TlsaSyntax Parse(DnsTlsa record)
    {
        var problems = new ProblemList();
        string data = Hex(record.Data);
        string text = FormattableString.Invariant(
            $"{record.Usage} {record.Selector} {record.MatchingType} {data}").TrimEnd();
        if (record.Usage <= PkixEe)
        {
            problems.Add("TLSA-USAGE-UNUSABLE", 0, text);
        }

        if (record.Usage > DaneEe)
        {
            problems.Add("TLSA-USAGE-UNKNOWN", 0, text);
        }

        AddFormProblems(record, text, problems);
        return new TlsaSyntax
        {
            Text = text,
            Data = data,
            IsUsable = problems.Problems.Count == 0,
            Problems = problems.Problems,
        };
    }

    /// <summary>Whether the record can be compared with a certificate at all, whatever its usage is.</summary>
    public static bool IsComparable(DnsTlsa record)
    {
        var problems = new ProblemList();
        AddFormProblems(record, string.Empty, problems);
        return record.Usage <= DaneEe && problems.Problems.Count == 0;
    }

    private static void AddFormProblems(DnsTlsa record, string text, ProblemList problems)
    {
        if (record.Selector > Spki)
        {
            problems.Add("TLSA-SELECTOR-UNKNOWN", 0, text);
        }

        bool isRightLength = record.MatchingType switch
        {
            Full => record.Data.Length > 0,
            Sha256 => record.Data.Length == 32,
            Sha512 => record.Data.Length == 64,
            _ => true,
        };
        if (record.MatchingType > Sha512)
        {
            problems.Add("TLSA-MATCHING-UNKNOWN", 0, text);
        }
        else if (!isRightLength)
        {
            problems.Add("TLSA-DATA-LENGTH", 0, text);
        }
    }

    private static string Hex(ReadOnlyMemory<byte> data) =>
        string.Concat(data.ToArray().Select(static value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
