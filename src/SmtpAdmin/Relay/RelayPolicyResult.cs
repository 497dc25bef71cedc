using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>What would happen to a message at one listener of a relay.</summary>
public sealed record RelayPolicyResult
{
    /// <summary>The relay's name, or null where only options were asked.</summary>
    public string? Relay { get; init; }

    /// <summary>The listener's address and port, or null where only options were asked.</summary>
    public SmtpEndpoint? Listener { get; init; }

    /// <summary>The address that the client would connect from.</summary>
    public required string ClientAddress { get; init; }

    /// <summary>The user that would sign in, or null.</summary>
    public string? User { get; init; }

    /// <summary>The sender; empty for the null reverse-path.</summary>
    public string? From { get; init; }

    /// <summary>The recipients.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Whether every step is accepted.</summary>
    public required RelayPolicyVerdict Verdict { get; init; }

    /// <summary>The step that decides: the first that is refused, or else the last.</summary>
    public required RelayPolicyStep DecidedBy { get; init; }

    /// <summary>All steps in their order.</summary>
    public required IReadOnlyList<RelayPolicyStep> Steps { get; init; }
}
