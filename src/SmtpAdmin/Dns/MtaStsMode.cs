namespace SmtpAdmin;

/// <summary>What an MTA-STS policy asks senders for (RFC 8461, section 5).</summary>
public enum MtaStsMode
{
    /// <summary>Nothing: the domain withdraws an earlier policy.</summary>
    None,

    /// <summary>To report what the policy forbids, and to deliver all the same.</summary>
    Testing,

    /// <summary>Not to deliver to a host that the policy forbids.</summary>
    Enforce,
}
