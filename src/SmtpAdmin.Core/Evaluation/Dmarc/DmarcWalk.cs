using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>A tree walk that has ended (RFC 9989, section 4.10).</summary>
/// <param name="Steps">The names that were asked for, the longest first; at least one.</param>
internal sealed record DmarcWalk(IReadOnlyList<DmarcStep> Steps)
{
    /// <summary>The question that failed and ended the walk, or null.</summary>
    public DmarcStep? Failed => Steps.FirstOrDefault(static step => !step.IsKnown);

    /// <summary>The domain where the walk began.</summary>
    public string Start => Steps[0].Domain;

    /// <summary>The organizational domain (section 4.10.2); null where a question failed.</summary>
    public string? OrganizationalDomain => Failed is null ? Select() : null;

    /// <summary>The record of a public suffix domain above the start, or null.</summary>
    public DmarcStep? PublicSuffix =>
        Steps.Skip(1).FirstOrDefault(static step => step.Record?.PublicSuffix == DmarcPublicSuffix.Yes);

    // psd=n makes a domain organizational, psd=y the one below it, save at the start. Both end the walk, so only the
    // last step can have one. Otherwise it is the shortest name that has a record, or the start where none has.
    private string Select()
    {
        if (PublicSuffix is { } suffix)
        {
            return OneLabelBelow(suffix.Domain);
        }

        return Steps.LastOrDefault(static step => step.Record is not null)?.Domain ?? Start;
    }

    private string OneLabelBelow(string domain)
    {
        string below = Start.Substring(0, Start.Length - domain.Length - 1);
        return Start.Substring(below.LastIndexOf('.') + 1);
    }
}
