using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>An MTA-STS policy file (RFC 8461, section 3.2).</summary>
public sealed record MtaStsPolicy
{
    /// <summary>What the policy asks for; null where the file does not say so in a valid way.</summary>
    public MtaStsMode? Mode { get; init; }

    /// <summary>The hosts that may take the domain's mail; <c>*.</c> stands for one label.</summary>
    public IReadOnlyList<string> Mx { get; init; } = [];

    /// <summary>How long senders keep the policy; null where the file does not say so in a valid way.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The fields that the standard does not know, in order, the first of each name.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether senders can apply the policy; with problems it may still be so.</summary>
    public bool IsValid { get; init; }

    /// <summary>The file's text, lines ended by LF, control characters escaped.</summary>
    public required string Raw { get; init; }

    /// <summary>What in the file the standard does not allow; positions are those of the raw text.</summary>
    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];
}
