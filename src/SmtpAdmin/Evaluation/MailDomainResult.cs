using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>How a domain's mail is set up, judged by the standards.</summary>
public sealed record MailDomainResult
{
    /// <summary>The domain, in A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>When the test began.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>How long the test took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The score from 0 to 100, weighted over the areas; null where too little is known for one.</summary>
    public int? Score { get; init; }

    /// <summary>The verdict over all findings.</summary>
    public CheckStatus Status { get; init; }

    /// <summary>The areas, in the order in which they are shown.</summary>
    public IReadOnlyList<MailAreaScore> Areas { get; init; } = [];

    /// <summary>What is wrong, can be better or is not known, the worst first; empty where all is well.</summary>
    public IReadOnlyList<MailFinding> Findings { get; init; } = [];

    /// <summary>The records that the findings rest on.</summary>
    public IReadOnlyList<MailDnsRecord> Records { get; init; } = [];

    /// <summary>How the domain differs from the wanted state; empty where none was given, or nothing differs.</summary>
    public IReadOnlyList<MailDrift> Drift { get; init; } = [];
}
