namespace SmtpAdmin;

/// <summary>Where in a dialogue a fault strikes, and what its pattern is compared with.</summary>
public enum RelayFaultStage
{
    /// <summary>Instead of the greeting; the pattern looks at the client's address.</summary>
    Connect,

    /// <summary>At EHLO or HELO; the pattern looks at the name.</summary>
    Hello,

    /// <summary>At STARTTLS; the pattern looks at the client's address.</summary>
    StartTls,

    /// <summary>At AUTH; the pattern looks at the mechanism.</summary>
    Auth,

    /// <summary>At MAIL; the pattern looks at the sender.</summary>
    Mail,

    /// <summary>At RCPT; the pattern looks at the recipient.</summary>
    Rcpt,

    /// <summary>At DATA or the first BDAT; the pattern looks at sender and recipients.</summary>
    Data,

    /// <summary>While the content comes in; the pattern looks at sender and recipients.</summary>
    Content,

    /// <summary>At the content's end, instead of its reply; the pattern looks at sender and recipients.</summary>
    End,
}
