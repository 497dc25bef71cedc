using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Which server certificates let a TLS handshake go on.</summary>
internal sealed record ServerCertificatePolicy
{
    private ServerCertificatePolicy()
    {
    }

    /// <summary>A valid chain to a trusted root, and the server's name in the certificate.</summary>
    public static ServerCertificatePolicy Verify { get; } = new();

    /// <summary>
    /// Any certificate: for probes that judge the evaluation themselves, and for opportunistic TLS (RFC 7435), as when
    /// delivering to an MX host. What would go in plaintext otherwise is no worse off with an unknown peer.
    /// </summary>
    public static ServerCertificatePolicy AcceptAny { get; } = new() { AcceptsAny = true };

    public bool AcceptsAny { get; private init; }

    /// <summary>
    /// Thumbprints, SHA-1 as certificate stores show them or SHA-256; where there are any, only these go.
    /// </summary>
    public IReadOnlyList<string> Thumbprints { get; private init; } = [];

    /// <summary>Roots that are trusted beside the machine's own.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>Whether to ask if a certificate was revoked; it matters only where the chain does.</summary>
    public SmtpRevocationCheck Revocation { get; init; } = SmtpRevocationCheck.None;

    /// <summary>Exactly these certificates, whatever their names, chains and revocation.</summary>
    public static ServerCertificatePolicy Pin(params IEnumerable<string> thumbprints) =>
        new() { Thumbprints = thumbprints.Select(Normalize).ToArray() };

    /// <summary>What is asked of the issuers: nothing where the answer would not matter.</summary>
    public SmtpRevocationCheck EffectiveRevocation =>
        AcceptsAny || Thumbprints.Count > 0 ? SmtpRevocationCheck.None : Revocation;

    public bool Accepts(CertificateDetails certificate)
    {
        if (Thumbprints.Count > 0)
        {
            return Contains(certificate.Thumbprint) || Contains(certificate.ThumbprintSha256 ?? string.Empty);
        }

        return AcceptsAny || (certificate.NameMatches && certificate.ChainProblems.Count == 0);
    }

    private bool Contains(string thumbprint) =>
        thumbprint.Length > 0 && Thumbprints.Contains(Normalize(thumbprint), StringComparer.Ordinal);

    private static string Normalize(string thumbprint) =>
        new string(thumbprint.Where(Uri.IsHexDigit).ToArray()).ToUpperInvariant();
}
