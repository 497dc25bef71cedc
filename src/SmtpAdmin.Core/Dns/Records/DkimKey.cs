using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>What a DKIM key record says, and what in it is not allowed.</summary>
internal sealed record DkimKey
{
    public required string KeyType { get; init; }

    /// <summary>The key in base64 without white space; empty where revoked, null where the tag is missing.</summary>
    public string? PublicKey { get; init; }

    public int? KeyBits { get; init; }

    public bool IsTesting { get; init; }

    /// <summary>Whether signatures for subdomains are refused (flag <c>s</c>).</summary>
    public bool IsStrict { get; init; }

    public IReadOnlyList<string> HashAlgorithms { get; init; } = [];

    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];

    /// <summary>An empty key is a revoked one (RFC 6376, section 3.6.1).</summary>
    public bool IsRevoked => PublicKey is { Length: 0 };
}
