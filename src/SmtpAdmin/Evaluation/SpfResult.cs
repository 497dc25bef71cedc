namespace SmtpAdmin;

/// <summary>What SPF says about a message's sender (RFC 7208, section 2.6).</summary>
public enum SpfResult
{
    /// <summary>There is no name to check, or it has no SPF record.</summary>
    None,

    /// <summary>The domain says nothing about the address.</summary>
    Neutral,

    /// <summary>The address may send for the domain.</summary>
    Pass,

    /// <summary>The address may not send for the domain.</summary>
    Fail,

    /// <summary>The address probably may not send for the domain.</summary>
    SoftFail,

    /// <summary>Nothing is known: a question to the domain name system was not answered.</summary>
    TempError,

    /// <summary>The record cannot be evaluated as published.</summary>
    PermError,
}
