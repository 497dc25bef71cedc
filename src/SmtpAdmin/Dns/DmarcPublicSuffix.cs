namespace SmtpAdmin;

/// <summary>What a DMARC record says of its domain's place in the tree (<c>psd</c>; RFC 9989, section 4.7).</summary>
public enum DmarcPublicSuffix
{
    /// <summary>Not a public suffix; maybe an organizational domain. The default.</summary>
    Unknown,

    /// <summary>A public suffix domain: those below it belong to others.</summary>
    Yes,

    /// <summary>The organizational domain for itself and those below it.</summary>
    No,
}
