namespace SmtpAdmin;

/// <summary>What SPF or DKIM said of a domain (RFC 8601, section 2.7). DMARC counts a pass alone.</summary>
public enum DmarcIdentifierResult
{
    /// <summary>Nothing to check: no SPF record, or no signature.</summary>
    None,

    /// <summary>The domain is authenticated.</summary>
    Pass,

    /// <summary>The domain is not authenticated.</summary>
    Fail,

    /// <summary>SPF: probably not authorized.</summary>
    SoftFail,

    /// <summary>SPF: nothing is said of the host. DKIM: the signature cannot be read.</summary>
    Neutral,

    /// <summary>DKIM: the signature is valid and not accepted.</summary>
    Policy,

    /// <summary>The check could not be made; a later attempt may succeed.</summary>
    TempError,

    /// <summary>The check cannot be made because of an error in what was published or sent.</summary>
    PermError,
}
