namespace SmtpAdmin;

/// <summary>Which certificate a mail exchanger shows (DANE: RFC 6698, section 2.1; RFC 7672).</summary>
public sealed record TlsaRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Tlsa;

    /// <summary>The mail exchanger; null where the domain has none or it could not be found out.</summary>
    public string? Host { get; init; }

    /// <summary>
    /// The certificate usage: 0 PKIX-TA, 1 PKIX-EE, 2 DANE-TA, 3 DANE-EE (RFC 7218, section 2.1). Null without a record.
    /// </summary>
    public byte? Usage { get; init; }

    /// <summary>What of the certificate is compared: 0 all of it, 1 its public key. Null without a record.</summary>
    public byte? Selector { get; init; }

    /// <summary>How it is compared: 0 as it is, 1 by SHA-256, 2 by SHA-512. Null without a record.</summary>
    public byte? MatchingType { get; init; }

    /// <summary>What it is compared with, in hexadecimal; null without a record.</summary>
    public string? AssociationData { get; init; }

    /// <summary>Whether senders of mail can use the record (RFC 7672, section 3.1). False without a record.</summary>
    public bool IsUsable { get; init; }

    /// <summary>
    /// Whether the domain's MX, the host's addresses and the answer for this record all were validated with DNSSEC:
    /// without that, senders ignore the record (RFC 7672, section 2.2).
    /// </summary>
    public bool IsSecure { get; init; }
}
