namespace SmtpAdmin;

/// <summary>What a relay's policy says at one step of a dialogue, and why.</summary>
public sealed record RelayPolicyStep
{
    /// <summary>The step.</summary>
    public required RelayPolicyStage Stage { get; init; }

    /// <summary>What it is about: the client's address, the user, the sender or a recipient.</summary>
    public required string Subject { get; init; }

    /// <summary>What the policy says.</summary>
    public required RelayPolicyVerdict Verdict { get; init; }

    /// <summary>The option that decides, with its matching entry; or why nothing is known.</summary>
    public required string Rule { get; init; }

    /// <summary>The reply that refuses, or null.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>Returns the step on one line.</summary>
    /// <returns>For example <c>Recipient a@example.com: Accepted (AcceptedDomains example.com)</c>.</returns>
    public override string ToString() => $"{Stage} {Subject}: {Verdict} ({Rule})";
}
