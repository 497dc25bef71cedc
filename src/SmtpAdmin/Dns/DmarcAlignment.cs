namespace SmtpAdmin;

/// <summary>How close an authenticated domain must be to the From domain (RFC 9989, section 3.2.10).</summary>
public enum DmarcAlignment
{
    /// <summary>The organizational domains must be the same.</summary>
    Relaxed,

    /// <summary>The domains must be the same.</summary>
    Strict,
}
