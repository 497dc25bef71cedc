namespace SmtpAdmin;

/// <summary>What a domain asks for when a message fails DMARC (RFC 9989, section 4.7).</summary>
public enum DmarcPolicy
{
    /// <summary>Nothing beyond reports.</summary>
    None,

    /// <summary>Treat the message as suspicious.</summary>
    Quarantine,

    /// <summary>Refuse the message.</summary>
    Reject,
}
