using System.Collections.Generic;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>One call of check_host: the domain, and the includes and redirects that led to it.</summary>
internal sealed record SpfFrame(string Domain, IReadOnlyList<string> Origin)
{
    /// <summary>The call for a term that leads to another record.</summary>
    public SpfFrame Inner(string domain, SpfLedgerEntry entry) => new(domain, [.. Origin, entry.Term]);

    /// <summary>An entry for a term of the record.</summary>
    public SpfLedgerEntry Entry(string term, bool isFree = false) =>
        new(Origin.Count, Domain, term, Origin) { IsFree = isFree };
}
