namespace SmtpAdmin;

/// <summary>The check that authenticates a domain for DMARC (RFC 9989, section 4.4).</summary>
public enum DmarcIdentifierKind
{
    /// <summary>SPF of the MAIL FROM domain; HELO does not count (section 4.4.2).</summary>
    Spf,

    /// <summary>A DKIM signature by the domain in its <c>d</c> tag (section 4.4.1).</summary>
    Dkim,
}
