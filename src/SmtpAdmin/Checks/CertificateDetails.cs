using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>The certificate that a server showed.</summary>
public sealed record CertificateDetails
{
    /// <summary>The subject's distinguished name.</summary>
    public required string Subject { get; init; }

    /// <summary>The issuer's distinguished name.</summary>
    public required string Issuer { get; init; }

    /// <summary>The DNS names and addresses that the certificate is for (RFC 5280, section 4.2.1.6).</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>When the certificate's validity begins, in UTC.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>When the certificate's validity ends, in UTC.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The SHA-1 thumbprint in hexadecimal, as certificate stores show it.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>The SHA-256 thumbprint in hexadecimal; null where it was not computed.</summary>
    public string? ThumbprintSha256 { get; init; }

    /// <summary>The key's algorithm, for example <c>RSA</c> or <c>ECC</c>.</summary>
    public required string KeyAlgorithm { get; init; }

    /// <summary>The key's length in bits, or null where it is not known.</summary>
    public int? KeyBits { get; init; }

    /// <summary>Whether the certificate covers the name that the server was reached by.</summary>
    public required bool NameMatches { get; init; }

    /// <summary>Whether the chain ends at a root that this machine trusts.</summary>
    public required bool IsTrusted { get; init; }

    /// <summary>What the chain's validation reported, as the platform names it; empty where nothing.</summary>
    public required IReadOnlyList<string> ChainProblems { get; init; }
}
