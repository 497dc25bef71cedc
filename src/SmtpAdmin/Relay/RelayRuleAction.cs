namespace SmtpAdmin;

/// <summary>What a relay's rule for an address does.</summary>
public enum RelayRuleAction
{
    /// <summary>The address passes, and no later rule is asked.</summary>
    Allow,

    /// <summary>The address is refused with 550 5.7.1.</summary>
    Block,
}
