using System;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>What an evaluation may cost (RFC 7208, section 4.6.4).</summary>
internal sealed record SpfLimits
{
    /// <summary>How many address questions one <c>mx</c>, <c>ptr</c> or <c>p</c> macro may cause.</summary>
    public const int MaxHostsPerTerm = 10;

    /// <summary>How many terms that ask the domain name system may be evaluated.</summary>
    public int MaxLookups { get; init; } = 10;

    /// <summary>How many questions may find nothing.</summary>
    public int MaxVoidLookups { get; init; } = 2;

    /// <summary>How long the whole may take; the RFC wants at least 20 seconds.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(20);
}
