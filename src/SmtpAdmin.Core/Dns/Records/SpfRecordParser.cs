using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// Reads SPF records (RFC 7208, sections 4.5, 4.6.1 and 12). Every mistake is noted; reading goes on behind it.
/// </summary>
internal static class SpfRecordParser
{
    private const string Version = "v=spf1";

    /// <summary>Whether a text is an SPF record: <c>v=spf1</c> and then a space or the end (section 4.5).</summary>
    public static bool IsSpf(string text) =>
        text.StartsWith(Version, StringComparison.OrdinalIgnoreCase)
        && (text.Length == Version.Length || text[Version.Length] == ' ');

    /// <summary>Reads a record.</summary>
    public static SpfSyntax Parse(string text)
    {
        var problems = new ProblemList();
        if (!IsSpf(text))
        {
            problems.Add("SPF-VERSION-MISSING", 0, text);
            return new SpfSyntax([], null, null, problems.Problems);
        }

        // record = version terms *SP ; terms = *( 1*SP ( directive / modifier ) )
        var terms = new List<SpfTerm>();
        int start = Version.Length;
        while (start < text.Length)
        {
            int end = text.IndexOf(' ', start);
            end = end < 0 ? text.Length : end;
            if (end > start && SpfTermParser.Parse(text.Substring(start, end - start), start, problems) is { } term)
            {
                CheckOrder(term, terms, problems);
                terms.Add(term);
            }

            start = end + 1;
        }

        SpfTerm? all = terms.Find(static term => term is { Name: "all", Qualifier: not null });
        SpfTerm? redirect = terms.Find(static term => term is { Name: "redirect", Qualifier: null });
        return new SpfSyntax(terms, all?.Qualifier, redirect?.Value, problems.Problems);
    }

    private static void CheckOrder(SpfTerm term, List<SpfTerm> before, ProblemList problems)
    {
        // Section 6: redirect and exp MUST NOT appear in a record more than once each.
        if (term is { Qualifier: null, Name: "redirect" or "exp" }
            && before.Any(other => other.Qualifier is null && other.Name == term.Name))
        {
            problems.Add("SPF-MODIFIER-DUPLICATE", term.Position, term.ToString());
        }

        // Section 5.1: mechanisms behind "all" are never tested. Not an error, and never meant.
        if (term.Qualifier is not null && before.Any(static other => other is { Name: "all", Qualifier: not null }))
        {
            problems.Add("SPF-TERM-AFTER-ALL", term.Position, term.ToString());
        }
    }
}
