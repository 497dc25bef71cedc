using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Judges a server's certificate: its names, its validity and its chain.</summary>
internal static class CertificateEvaluator
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan s_retrievalTimeout = TimeSpan.FromSeconds(5);

    /// <param name="certificate">The certificate that the server showed.</param>
    /// <param name="intermediates">The certificates that it sent along.</param>
    /// <param name="host">The name that the server was reached by.</param>
    /// <param name="trustedRoots">Roots that are trusted beside the machine's own.</param>
    /// <param name="revocation">Whether to ask if the chain's certificates were revoked.</param>
    /// <param name="now">The time at which the chain must be valid.</param>
    public static CertificateDetails Evaluate(
        X509Certificate2 certificate,
        IReadOnlyList<X509Certificate2> intermediates,
        string host,
        IReadOnlyList<X509Certificate2> trustedRoots,
        SmtpRevocationCheck revocation,
        DateTimeOffset now)
    {
        IReadOnlyList<string> names = CertificateNames.Read(certificate);
        IReadOnlyList<X509ChainStatusFlags> problems = FindChainProblems(
            certificate, intermediates, trustedRoots, revocation, now);
        return new CertificateDetails
        {
            Subject = WireText.Printable(certificate.Subject),
            Issuer = WireText.Printable(certificate.Issuer),
            Names = names,
            NotBefore = new DateTimeOffset(certificate.NotBefore).ToUniversalTime(),
            NotAfter = new DateTimeOffset(certificate.NotAfter).ToUniversalTime(),
            Thumbprint = certificate.Thumbprint,
            ThumbprintSha256 = Sha256(certificate.RawData),
            KeyAlgorithm = certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "unknown",
            KeyBits = KeyBits(certificate),
            NameMatches = CertificateNameMatcher.Matches(host, names),
            IsTrusted = problems.All(SaysNothingOfTrust),
            ChainProblems = problems.Select(problem => problem.ToString()).ToArray(),
        };
    }

    private static X509ChainStatusFlags[] FindChainProblems(
        X509Certificate2 certificate,
        IReadOnlyList<X509Certificate2> intermediates,
        IReadOnlyList<X509Certificate2> trustedRoots,
        SmtpRevocationCheck revocation,
        DateTimeOffset now)
    {
        // Where the chain ends is seen without asking for revocation, which takes trust in that end.
        using X509Chain found = Build(
            certificate, [.. intermediates, .. trustedRoots], SmtpRevocationCheck.None, trusted: [], now);
        bool endsAtOwnRoot = EndsAt(trustedRoots, found);
        if (revocation == SmtpRevocationCheck.None)
        {
            return Problems(found, endsAtOwnRoot);
        }

        using X509Chain asked = Build(
            certificate, [.. intermediates, .. trustedRoots], revocation, endsAtOwnRoot ? trustedRoots : [], now);
        return Problems(asked, endsAtOwnRoot);
    }

    private static X509Chain Build(
        X509Certificate2 certificate,
        X509Certificate2[] others,
        SmtpRevocationCheck revocation,
        IReadOnlyList<X509Certificate2> trusted,
        DateTimeOffset now)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.RevocationMode = ModeOf(revocation);
        // A list that cannot be fetched would hold up the handshake for minutes.
        chain.ChainPolicy.UrlRetrievalTimeout = s_retrievalTimeout;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.ChainPolicy.ExtraStore.AddRange(others);
        if (trusted.Count > 0)
        {
            OwnRootTrust.Set(chain.ChainPolicy, trusted);
        }

        _ = chain.Build(certificate);
        return chain;
    }

    private static X509ChainStatusFlags[] Problems(X509Chain chain, bool endsAtOwnRoot) => chain.ChainStatus
        .Select(status => status.Status)
        .Where(status => status != X509ChainStatusFlags.NoError)
        .Where(status => !(endsAtOwnRoot && status == X509ChainStatusFlags.UntrustedRoot))
        .Distinct()
        .ToArray();

    private static X509RevocationMode ModeOf(SmtpRevocationCheck revocation) => revocation switch
    {
        SmtpRevocationCheck.Online => X509RevocationMode.Online,
        SmtpRevocationCheck.Offline => X509RevocationMode.Offline,
        _ => X509RevocationMode.NoCheck,
    };

    private static bool SaysNothingOfTrust(X509ChainStatusFlags problem) => problem is X509ChainStatusFlags.NotTimeValid
        or X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation;

    private static bool EndsAt(IReadOnlyList<X509Certificate2> roots, X509Chain chain)
    {
        if (chain.ChainElements.Count == 0)
        {
            return false;
        }

        byte[] last = chain.ChainElements[chain.ChainElements.Count - 1].Certificate.RawData;
        return roots.Any(root => root.RawData.SequenceEqual(last));
    }

    private static string Sha256(byte[] certificate)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(certificate);
        return string.Concat(hash.GetHashAndReset().Select(value => value.ToString("X2", CultureInfo.InvariantCulture)));
    }

    private static int? KeyBits(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? ecdsa = rsa is null ? certificate.GetECDsaPublicKey() : null;
        return rsa?.KeySize ?? ecdsa?.KeySize;
    }
}
