using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>What follows from a term alone.</summary>
internal static class SpfTermFacts
{
    /// <summary>Whether the term counts among those that ask the domain name system (RFC 7208, section 4.6.4).</summary>
    public static bool CostsLookup(this SpfTerm term) =>
        term.Qualifier is null ? term.Name == "redirect" : term.Name is "include" or "a" or "mx" or "ptr" or "exists";

    /// <summary>
    /// The terms that can be evaluated: the mechanisms up to <c>all</c>, or all of them and then the redirect (sections
    /// 5.1 and 6.1).
    /// </summary>
    public static IReadOnlyList<SpfTerm> Evaluable(this IReadOnlyList<SpfTerm> terms)
    {
        SpfTerm[] mechanisms = [.. terms.Where(static term => term.Qualifier is not null)];
        int all = Array.FindIndex(mechanisms, static term => term.Name == "all");
        return all >= 0
            ? [.. mechanisms.Take(all + 1)]
            : [.. mechanisms, .. terms.Where(static term => term is { Qualifier: null, Name: "redirect" })];
    }

    /// <summary>What the qualifier makes of a match (section 4.6.2).</summary>
    public static SpfResult ResultOfMatch(this SpfTerm term) =>
        term.Qualifier switch
        {
            '-' => SpfResult.Fail,
            '~' => SpfResult.SoftFail,
            '?' => SpfResult.Neutral,
            _ => SpfResult.Pass,
        };

    /// <summary>The term as it is shown: a hostile one can be as long as a record.</summary>
    public static string Show(this SpfTerm term) => PrintableText.From(term.ToString());
}
