namespace SmtpAdmin;

/// <summary>How to sign in at a mail server: a mechanism of the AUTH command (RFC 4954).</summary>
public enum SmtpAuthenticationMechanism
{
    /// <summary>The strongest mechanism that the server offers and the credential fits.</summary>
    Auto,

    /// <summary>SCRAM-SHA-256-PLUS (RFC 7677): SCRAM bound to the TLS connection, so that nobody can stand between.</summary>
    ScramSha256Plus,

    /// <summary>SCRAM-SHA-256 (RFC 7677): the server learns no password, and proves that it knows it.</summary>
    ScramSha256,

    /// <summary>SCRAM-SHA-1 (RFC 5802); only where it is asked for by name.</summary>
    ScramSha1,

    /// <summary>PLAIN (RFC 4616): the password as it is, protected by TLS alone.</summary>
    Plain,

    /// <summary>LOGIN: as PLAIN, in two steps.</summary>
    Login,

    /// <summary>CRAM-MD5 (RFC 2195): an answer made from the password with an outdated hash.</summary>
    CramMd5,

    /// <summary>NTLM (MS-SMTPNTLM), for Exchange servers of an organisation's own.</summary>
    Ntlm,

    /// <summary>XOAUTH2: an access token, as Google and Microsoft 365 take it.</summary>
    XOAuth2,

    /// <summary>OAUTHBEARER (RFC 7628): an access token, as the standard has it.</summary>
    OAuthBearer,
}
