namespace SmtpAdmin;

/// <summary>Whether a server's certificate is looked up in the lists of those that their issuer took back.</summary>
public enum SmtpRevocationCheck
{
    /// <summary>
    /// Not at all. This is the default: the lists lie on servers of the issuers, and a network without a way there would
    /// make every connection wait, and then fail.
    /// </summary>
    None,

    /// <summary>With the lists that this machine holds already; without one the certificate is not accepted.</summary>
    Offline,

    /// <summary>With the lists of the issuers, fetched where needed; without an answer the certificate is not accepted.</summary>
    Online,
}
