namespace SmtpAdmin;

/// <summary>How a connection to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Port 465 uses implicit TLS, port 587 requires STARTTLS, any other port uses STARTTLS when offered.</summary>
    Auto,

    /// <summary>No TLS, even when the server offers it.</summary>
    None,

    /// <summary>STARTTLS (RFC 3207) is required; without it the connection ends.</summary>
    StartTls,

    /// <summary>STARTTLS is used when the server offers it, plaintext otherwise.</summary>
    StartTlsWhenAvailable,

    /// <summary>TLS from the first byte (RFC 8314, section 3.3).</summary>
    ImplicitTls,
}
