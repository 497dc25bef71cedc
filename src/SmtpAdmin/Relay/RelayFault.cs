using System;

namespace SmtpAdmin;

/// <summary>
/// A fault that a relay in capture mode plays, so that a test can see how its subject takes it. First it waits for
/// <see cref="Delay"/>; then it disconnects or replies, or, with neither, lets the dialogue go on.
/// </summary>
public sealed record RelayFault
{
    /// <summary>Where it strikes.</summary>
    public required RelayFaultStage Stage { get; init; }

    /// <summary>What the stage is about must be like this, with * and ? as wildcards; null strikes whatever it is.</summary>
    public string? Match { get; init; }

    /// <summary>The reply given instead of the relay's own, with a code of 400 to 599; or null.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>How long the relay waits before it answers.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the connection is closed without a word.</summary>
    public bool Disconnect { get; init; }

    /// <summary>The most bytes a second that are read at <see cref="RelayFaultStage.Content"/>; null for no limit.</summary>
    public int? BytesPerSecond { get; init; }

    /// <summary>How likely it strikes where it could, 0 to 1.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>How many times it could have struck before it does.</summary>
    public int Skip { get; init; }

    /// <summary>How many times it strikes at most; null for always.</summary>
    public int? Count { get; init; }

    /// <summary>Returns stage and pattern.</summary>
    /// <returns>For example <c>Rcpt *@example.com</c>.</returns>
    public override string ToString() => Match is null ? $"{Stage}" : $"{Stage} {Match}";
}
