using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>What a mail server's status means.</summary>
public sealed record SmtpStatus
{
    /// <summary>The text that it was found in, as far as it speaks of the status.</summary>
    public required string Text { get; init; }

    /// <summary>The basic reply code (RFC 5321, section 4.2.3), or null where the text has none.</summary>
    public int? Code { get; init; }

    /// <summary>The enhanced status code (RFC 3463), or null where the text has none.</summary>
    public EnhancedStatusCode? EnhancedStatus { get; init; }

    /// <summary>Whether it passes, is final, or neither.</summary>
    public required SmtpStatusClass Class { get; init; }

    /// <summary>On whose side the cause lies, as a rule.</summary>
    public SmtpStatusSide Side { get; init; }

    /// <summary>The registered name of the enhanced status code, or what the basic code stands for.</summary>
    public required string Name { get; init; }

    /// <summary>Where the code is defined; null for one that no standard defines.</summary>
    public string? Reference { get; init; }

    /// <summary>The provider whose text it is, or null where it shows none.</summary>
    public string? Provider { get; init; }

    /// <summary>What it means, by the provider where it is known to mean something of its own there.</summary>
    public required string Meaning { get; init; }

    /// <summary>The likely causes, the likeliest first.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>What to do about it.</summary>
    public required string Action { get; init; }

    /// <summary>A command that checks the likeliest cause, with places to fill in angle brackets; or null.</summary>
    public string? Check { get; init; }

    /// <summary>Returns the codes and the name.</summary>
    /// <returns>For example <c>550 5.1.1 Bad destination mailbox address</c>.</returns>
    public override string ToString() => $"{Code} {EnhancedStatus} {Name}".Trim();
}
