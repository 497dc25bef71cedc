namespace SmtpAdmin;

/// <summary>What the DMARC check of a message came to (RFC 9989, section 9.2).</summary>
public enum DmarcVerdict
{
    /// <summary>An authenticated identifier is aligned with the author domain.</summary>
    Pass,

    /// <summary>A policy applies, and no authenticated identifier is aligned with the author domain.</summary>
    Fail,

    /// <summary>DMARC does not apply: no policy was published for the author domain, or there is no author domain.</summary>
    None,

    /// <summary>Not known, because a question to the domain name system failed; a later attempt may succeed.</summary>
    TempError,

    /// <summary>Cannot be known: the From field names several domains, or one that is no domain.</summary>
    PermError,
}
