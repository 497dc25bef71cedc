namespace SmtpAdmin;

/// <summary>What the fetching of an MTA-STS policy came to (RFC 8461, section 3.3). Only Valid brings a policy in force.</summary>
public enum MtaStsPolicyStatus
{
    /// <summary>The policy was fetched and can be applied.</summary>
    Valid,

    /// <summary>A file was fetched that is no policy (RFC 8461, section 3.2).</summary>
    Invalid,

    /// <summary>The file is longer than any policy.</summary>
    TooLarge,

    /// <summary>The web server redirects, which senders must not follow.</summary>
    Redirected,

    /// <summary>The web server answered with something else than 200.</summary>
    HttpError,

    /// <summary>The web server's certificate is not valid for the policy host.</summary>
    CertificateInvalid,

    /// <summary>The policy host has no address.</summary>
    HostNotFound,

    /// <summary>Whether the policy host has an address could not be found out.</summary>
    HostUnknown,

    /// <summary>The web server could not be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>The policy did not come in time.</summary>
    Timeout,
}
