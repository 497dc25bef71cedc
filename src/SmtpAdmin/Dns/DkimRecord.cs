using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A public key for DKIM signatures (RFC 6376, section 3.6.1).</summary>
public sealed record DkimRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Dkim;

    /// <summary>
    /// The selector that was asked for. <c>*</c> stands for the selectors that were tried because none was named: the
    /// record then says what is known about them together. Found: all have the same key, as a wildcard record gives it.
    /// NxDomain: the domain has no keys at all (RFC 8020). NoData: it has none under these selectors, and may have some
    /// under others.
    /// </summary>
    public required string Selector { get; init; }

    /// <summary>The selectors that were tried, where this record speaks for them together; else empty.</summary>
    public IReadOnlyList<string> TriedSelectors { get; init; } = [];

    /// <summary>The mail service that the domain's MX or SPF records point to and that uses the selector; or null.</summary>
    public string? Service { get; init; }

    /// <summary>The key's algorithm, <c>rsa</c> or <c>ed25519</c>; null where there is no record.</summary>
    public string? KeyType { get; init; }

    /// <summary>The key's length in bits, or null where it cannot be read.</summary>
    public int? KeyBits { get; init; }

    /// <summary>The public key in base64; empty where it was revoked.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Whether the key was revoked: the record is there and its key is empty.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Whether the domain only tests DKIM (flag <c>y</c>).</summary>
    public bool IsTesting { get; init; }

    /// <summary>The hash algorithms that the key is for; empty for all.</summary>
    public IReadOnlyList<string> HashAlgorithms { get; init; } = [];
}
