namespace SmtpAdmin;

/// <summary>What a status means for the message (RFC 3463, section 3.1; RFC 5321, section 4.2.1).</summary>
public enum SmtpStatusClass
{
    /// <summary>The text holds no status.</summary>
    Unknown,

    /// <summary>It was done.</summary>
    Success,

    /// <summary>The server waits for more.</summary>
    Intermediate,

    /// <summary>It may be done later, as it is.</summary>
    Transient,

    /// <summary>It will never be done as it is.</summary>
    Permanent,
}
