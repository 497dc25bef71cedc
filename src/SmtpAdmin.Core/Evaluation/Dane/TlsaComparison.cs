using System;
using System.Security.Cryptography;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Certificates;

namespace SmtpAdmin.Core.Evaluation.Dane;

/// <summary>Compares a TLSA record with one certificate (RFC 6698, sections 2.1.2 and 2.1.3).</summary>
internal static class TlsaComparison
{
    /// <param name="record">A record whose numbers are known.</param>
    /// <param name="certificate">The certificate.</param>
    public static bool Matches(DnsTlsa record, ChainCertificate certificate)
    {
        byte[] selected = record.Selector == 0 ? certificate.Encoded : certificate.PublicKeyInfo;
        byte[] presented = record.MatchingType switch
        {
            1 => Hash(selected, HashAlgorithmName.SHA256),
            2 => Hash(selected, HashAlgorithmName.SHA512),
            _ => selected,
        };
        return record.Data.Span.SequenceEqual(presented);
    }

    private static byte[] Hash(byte[] data, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }
}
