namespace SmtpAdmin;

/// <summary>How a relay's listener protects connections.</summary>
public enum RelaySecurity
{
    /// <summary>STARTTLS where there is a certificate, nothing otherwise.</summary>
    Auto,

    /// <summary>No TLS, so nobody signs in either.</summary>
    None,

    /// <summary>STARTTLS is offered (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from the first byte, as on port 465 (RFC 8314, section 3.3).</summary>
    ImplicitTls,
}
