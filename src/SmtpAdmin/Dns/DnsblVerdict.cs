namespace SmtpAdmin;

/// <summary>Whether a list names a subject.</summary>
public enum DnsblVerdict
{
    /// <summary>The list answered as it should, and names the subject.</summary>
    Listed,

    /// <summary>The list answered as it should, and does not name the subject.</summary>
    NotListed,

    /// <summary>The list did not answer, answered with an error, or failed its own test (RFC 5782, section 5).</summary>
    Unknown,
}
