namespace SmtpAdmin.Testing.Peers;

/// <summary>What <see cref="PosttlsFinger"/> came to.</summary>
public enum PosttlsVerdict
{
    /// <summary>A TLSA record names the certificate.</summary>
    Verified,

    /// <summary>A TLSA record names the certificate, of a host that an answer without DNSSEC named.</summary>
    Trusted,

    /// <summary>TLSA records can be used, and none names the certificate.</summary>
    Untrusted,

    /// <summary>There are TLSA records, and none can be used.</summary>
    NoUsableRecords,

    /// <summary>There are no TLSA records, or none that are secure.</summary>
    NoDane,

    /// <summary>The server does not offer TLS.</summary>
    NoTls,

    /// <summary>A question got no answer.</summary>
    LookupError,

    /// <summary>The domain takes no mail, or there is no such name.</summary>
    NoMail,
}
