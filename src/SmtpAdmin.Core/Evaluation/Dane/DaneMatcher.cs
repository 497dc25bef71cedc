using System;
using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Crypto;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Core.Evaluation.Certificates;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Evaluation.Dane;

/// <summary>
/// Compares TLSA records of all four usages with the chain that a server shows (RFC 6698, section 2.1.1; RFC 7671,
/// sections 5 and 6). DANE-EE comes first, then DANE-TA from the server's certificate upwards, then the PKIX usages: the
/// first that holds decides. A record that matches and whose chain does not hold is remembered, in case none does.
/// </summary>
internal sealed class DaneMatcher
{
    private const byte PkixTa = 0;
    private const byte PkixEe = 1;
    private const byte DaneTa = 2;
    private const byte DaneEe = 3;
    private const int MaxCertificates = 20;
    private const int MaxRecords = 100;

    private readonly IReadOnlyList<DnsTlsa> _records;
    private readonly IReadOnlyList<ChainCertificate> _others;
    private readonly ChainCertificate _leaf;
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<ChainCertificate> _roots;
    private readonly DateTimeOffset _now;
    private DaneMatch? _obstacle;

    private DaneMatcher(
        IReadOnlyList<DnsTlsa> records,
        IReadOnlyList<ChainCertificate> chain,
        IReadOnlyList<string> names,
        IReadOnlyList<ChainCertificate> roots,
        DateTimeOffset now)
    {
        _records = records;
        _leaf = chain[0];
        _others = chain;
        _names = names;
        _roots = roots;
        _now = now;
    }

    /// <param name="records">The records; those that cannot be compared are left out.</param>
    /// <param name="chain">The certificates that the server sent, its own first.</param>
    /// <param name="names">The names of which the certificate must have one, where its usage asks for that.</param>
    /// <param name="roots">The roots that the PKIX usages may end at.</param>
    /// <param name="now">The time at which certificates must be valid, where the usage asks for that.</param>
    public static DaneMatch Match(
        IEnumerable<DnsTlsa> records,
        IReadOnlyList<byte[]> chain,
        IReadOnlyList<string> names,
        IReadOnlyList<byte[]> roots,
        DateTimeOffset now)
    {
        var certificates = new List<ChainCertificate>();
        foreach (byte[] encoded in chain.Take(MaxCertificates))
        {
            if (ChainCertificate.TryRead(encoded) is { } certificate)
            {
                certificates.Add(certificate);
            }
            else if (certificates.Count == 0)
            {
                return new DaneMatch { Status = DaneMatchStatus.ChainInvalid, Failure = "The certificate is unreadable." };
            }
        }

        if (certificates.Count == 0)
        {
            return new DaneMatch { Status = DaneMatchStatus.NoMatch };
        }

        DnsTlsa[] comparable = [.. records.Where(TlsaRecordParser.IsComparable).Take(MaxRecords)];
        ChainCertificate[] ends = [.. roots.Select(ChainCertificate.TryRead).OfType<ChainCertificate>()];
        return new DaneMatcher(comparable, certificates, names, ends, now).Match();
    }

    private DaneMatch Match() =>
        MatchEndEntity() ?? MatchAuthority() ?? MatchPkix() ?? _obstacle ?? new DaneMatch { Status = DaneMatchStatus.NoMatch };

    // RFC 7671, section 5.1: neither names nor dates of the certificate count, as the record is its own.
    private DaneMatch? MatchEndEntity() =>
        Of(DaneEe).FirstOrDefault(record => TlsaComparison.Matches(record, _leaf)) is { } found ? Found(found, 0) : null;

    private DaneMatch? MatchAuthority()
    {
        DnsTlsa[] records = Of(DaneTa);
        if (records.Length == 0)
        {
            return null;
        }

        // RFC 7671, section 5.2.2: a whole certificate in a record serves where the server does not send it.
        CertificateChain chain = CertificateChain.Build(_leaf, [.. _others, .. CertificatesIn(records)]);
        for (int depth = 0; depth < chain.Certificates.Count; depth++)
        {
            ChainCertificate certificate = chain.Certificates[depth];
            if (depth > 0
                && records.FirstOrDefault(record => TlsaComparison.Matches(record, certificate)) is { } found
                && Accept(found, depth, chain.FindProblem(depth, _now)) is { } match)
            {
                return match;
            }

            if (records.FirstOrDefault(record => IsKeyOf(record, certificate)) is { } key
                && Accept(key, depth + 1, chain.FindProblem(depth, _now)) is { } byKey)
            {
                return byKey;
            }
        }

        return null;
    }

    private DaneMatch? MatchPkix()
    {
        DnsTlsa[] records = [.. Of(PkixEe), .. Of(PkixTa)];
        if (records.Length == 0)
        {
            return null;
        }

        CertificateChain chain = CertificateChain.Build(_leaf, [.. _others, .. CertificatesIn(Of(PkixTa)), .. _roots]);
        string? problem = _roots.Any(chain.Last.IsSameAs)
            ? chain.FindProblem(chain.Certificates.Count - 1, _now)
            : "The chain ends at no trusted root.";
        for (int depth = 0; depth < chain.Certificates.Count; depth++)
        {
            byte usage = depth == 0 ? PkixEe : PkixTa;
            ChainCertificate certificate = chain.Certificates[depth];
            if (Of(usage).FirstOrDefault(record => TlsaComparison.Matches(record, certificate)) is { } found
                && Accept(found, depth, problem) is { } match)
            {
                return match;
            }
        }

        return null;
    }

    // A bare public key in a record, 2 1 0, signs the certificate without being in the chain.
    private static bool IsKeyOf(DnsTlsa record, ChainCertificate certificate) =>
        record is { Selector: 1, MatchingType: 0 } && !certificate.IsSelfIssued
        && ChainCertificate.TryReadKey(record.Data.ToArray()) is AsymmetricKeyParameter key
        && certificate.IsSignedBy(key);

    private DaneMatch? Accept(DnsTlsa record, int depth, string? problem)
    {
        if (problem is not null)
        {
            _obstacle ??= Found(record, depth) with { Status = DaneMatchStatus.ChainInvalid, Failure = problem };
            return null;
        }

        IReadOnlyList<string> presented = CertificateNames.Read(_leaf.Encoded);
        if (_names.Any(name => CertificateNameMatcher.Matches(name, presented)))
        {
            return Found(record, depth);
        }

        _obstacle ??= Found(record, depth) with { Status = DaneMatchStatus.NameMismatch };
        return null;
    }

    private DnsTlsa[] Of(byte usage) => [.. _records.Where(record => record.Usage == usage)];

    private static IEnumerable<ChainCertificate> CertificatesIn(IEnumerable<DnsTlsa> records) => records
        .Where(static record => record is { Selector: 0, MatchingType: 0 })
        .Select(static record => ChainCertificate.TryRead(record.Data.ToArray()))
        .OfType<ChainCertificate>();

    private static DaneMatch Found(DnsTlsa record, int depth) =>
        new() { Status = DaneMatchStatus.Match, Record = record, Depth = depth };
}
