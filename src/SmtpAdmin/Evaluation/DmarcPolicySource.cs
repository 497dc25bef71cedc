namespace SmtpAdmin;

/// <summary>Where the DMARC record stands that applies to a domain (RFC 9989, section 4.10.1).</summary>
public enum DmarcPolicySource
{
    /// <summary>At the domain itself.</summary>
    AuthorDomain,

    /// <summary>At the domain's organizational domain.</summary>
    OrganizationalDomain,

    /// <summary>At the public suffix domain above the organizational domain, which has no record.</summary>
    PublicSuffixDomain,
}
