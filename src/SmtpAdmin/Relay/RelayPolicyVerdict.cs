namespace SmtpAdmin;

/// <summary>What a relay's policy says.</summary>
public enum RelayPolicyVerdict
{
    /// <summary>It would be let through.</summary>
    Accepted,

    /// <summary>It would be refused, with a reply.</summary>
    Refused,

    /// <summary>The dialogue would not come so far, so nothing is known.</summary>
    Unknown,
}
