namespace SmtpAdmin;

/// <summary>What a question to the domain name system came to. Only Found, NoData and NxDomain say something about the domain.</summary>
public enum DnsStatus
{
    /// <summary>The record is there.</summary>
    Found,

    /// <summary>The name exists and has no such record (RFC 2308, section 2.2).</summary>
    NoData,

    /// <summary>The name does not exist (RFC 2308, section 2.1).</summary>
    NxDomain,

    /// <summary>The server could not answer (RCODE 2).</summary>
    ServFail,

    /// <summary>The server refused to answer (RCODE 5).</summary>
    Refused,

    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>The server could not be reached, or its answer could not be read.</summary>
    Error,

    /// <summary>There is an answer, but the name server found its DNSSEC signatures false or missing (RFC 4035, section 5.5).</summary>
    Bogus,
}
