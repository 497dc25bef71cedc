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

    /// <summary>Any certificate: for opportunistic TLS, and for probes that judge the evaluation themselves.</summary>
    public static ServerCertificatePolicy AcceptAny { get; } = new() { AcceptsAny = true };

    public bool AcceptsAny { get; private init; }

    /// <summary>SHA-1 thumbprints as certificate stores show them; where there are any, only these go.</summary>
    public IReadOnlyList<string> Thumbprints { get; private init; } = [];

    /// <summary>Roots that are trusted beside the machine's own.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>Exactly these certificates, whatever their names and chains.</summary>
    public static ServerCertificatePolicy Pin(params IEnumerable<string> thumbprints) =>
        new() { Thumbprints = thumbprints.Select(Normalize).ToArray() };

    public bool Accepts(CertificateDetails certificate)
    {
        if (Thumbprints.Count > 0)
        {
            return Thumbprints.Contains(Normalize(certificate.Thumbprint), StringComparer.Ordinal);
        }

        return AcceptsAny || (certificate.NameMatches && certificate.ChainProblems.Count == 0);
    }

    private static string Normalize(string thumbprint) =>
        new string(thumbprint.Where(Uri.IsHexDigit).ToArray()).ToUpperInvariant();
}
