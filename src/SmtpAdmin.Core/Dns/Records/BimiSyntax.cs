using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>What a BIMI record says with the defaults filled in, and what in it is not allowed.</summary>
internal sealed record BimiSyntax
{
    public string? LogoUri { get; init; }

    public string? EvidenceUri { get; init; }

    public string AvatarPreference { get; init; } = "brand";

    /// <summary>The prefixes of local parts that have selectors of their own.</summary>
    public IReadOnlyList<string> LocalPartSelectors { get; init; } = [];

    /// <summary>Whether local parts have selectors of their own; without a prefix all of them.</summary>
    public bool HasLocalPartSelectors { get; init; }

    public bool IsDeclined { get; init; }

    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];
}
