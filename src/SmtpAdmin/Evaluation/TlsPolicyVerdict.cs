namespace SmtpAdmin;

/// <summary>What a policy for TLS (DANE or MTA-STS) says about a mail exchanger.</summary>
public enum TlsPolicyVerdict
{
    /// <summary>The policy applies and the host meets it.</summary>
    Pass,

    /// <summary>The policy applies and the host does not meet it.</summary>
    Fail,

    /// <summary>No policy applies to the host.</summary>
    NotApplicable,

    /// <summary>Whether a policy applies, or whether it is met, could not be found out.</summary>
    Unknown,
}
