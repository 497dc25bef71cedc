namespace SmtpAdmin;

/// <summary>What a sender that honours DANE and MTA-STS does with mail for a domain or one of its servers.</summary>
public enum MailDeliveryVerdict
{
    /// <summary>It delivers, over TLS with a certificate that a TLSA record names (RFC 7672).</summary>
    DeliverByDane,

    /// <summary>It delivers, over TLS with a valid certificate of a host that the policy names (RFC 8461).</summary>
    DeliverByMtaSts,

    /// <summary>It delivers, and nothing protects against an attacker on the path: no policy is in force.</summary>
    Opportunistic,

    /// <summary>It does not deliver.</summary>
    Refuse,

    /// <summary>Something that decides could not be found out; such a sender waits and tries again.</summary>
    Unknown,
}
