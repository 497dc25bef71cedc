using System.Collections.Generic;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>A record that an SPF record leads to, with what its terms cost.</summary>
internal sealed record SpfAnalysisRecord
{
    /// <summary>The domain of the record.</summary>
    public required string Domain { get; init; }

    /// <summary>What the question for it came to; null where it was not asked.</summary>
    public DnsStatus? Status { get; init; }

    /// <summary>Whether the domain is known to have no record.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The record's text; null where there is none, or several.</summary>
    public string? Raw { get; init; }

    /// <summary>The terms that can be evaluated; none where the record has an error.</summary>
    public IReadOnlyList<SpfAnalysisTerm> Terms { get; init; } = [];

    /// <summary>The lookups of the terms and all below them.</summary>
    public int Lookups { get; init; }

    /// <summary>The void lookups for an IPv4 client.</summary>
    public int VoidLookupsIPv4 { get; init; }

    /// <summary>The void lookups for an IPv6 client.</summary>
    public int VoidLookupsIPv6 { get; init; }
}
