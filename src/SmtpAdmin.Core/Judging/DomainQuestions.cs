using System.Collections.Generic;

namespace SmtpAdmin.Core.Judging;

/// <summary>What is asked of a domain beyond what every domain is asked.</summary>
internal sealed record DomainQuestions
{
    /// <summary>The DKIM selectors; none for a try of the common ones.</summary>
    public IReadOnlyList<string> DkimSelectors { get; init; } = [];

    /// <summary>BIMI selectors beside the default one.</summary>
    public IReadOnlyList<string> BimiSelectors { get; init; } = [];

    /// <summary>
    /// Whether the records that lead clients to their servers are asked for: nothing is judged by them, and a wanted state
    /// can hold them.
    /// </summary>
    public bool AsksServices { get; init; }
}
