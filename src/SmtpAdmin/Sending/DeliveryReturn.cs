namespace SmtpAdmin;

/// <summary>How much of a message comes back with a failure notification (RFC 3461, section 4.3).</summary>
public enum DeliveryReturn
{
    /// <summary>The message asks for nothing; the server decides.</summary>
    Unspecified,

    /// <summary>The whole message.</summary>
    Full,

    /// <summary>The header alone.</summary>
    Headers,
}
