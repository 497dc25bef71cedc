namespace SmtpAdmin;

/// <summary>What is known about a domain's signatures (RFC 4033, section 5).</summary>
public enum DnssecVerdict
{
    /// <summary>The domain is signed, and a chain of signatures leads from the root to it.</summary>
    Secure,

    /// <summary>The domain is not signed, or nothing leads from the root to its signatures.</summary>
    Insecure,

    /// <summary>The domain should be signed and the signatures do not hold.</summary>
    Bogus,

    /// <summary>The resolver does not validate, or did not answer.</summary>
    Unknown,
}
