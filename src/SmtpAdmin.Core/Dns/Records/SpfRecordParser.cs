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
        var errors = new ProblemList();
        if (!IsSpf(text))
        {
            errors.Add("SPF-VERSION-MISSING", 0, text);
            return new SpfSyntax([], null, null, errors.Problems, errors.Problems[0]);
        }

        // record = version terms *SP ; terms = *( 1*SP ( directive / modifier ) )
        var terms = new List<SpfTerm>();
        var modifiers = new HashSet<string>(StringComparer.Ordinal);
        var warnings = new ProblemList();
        SpfTerm? all = null;
        int start = Version.Length;
        while (start < text.Length)
        {
            int end = text.IndexOf(' ', start);
            end = end < 0 ? text.Length : end;
            if (end > start && SpfTermParser.Parse(text.Substring(start, end - start), start, errors) is { } term)
            {
                CheckOrder(term, modifiers, all, errors, warnings);
                all ??= term is { Name: "all", Qualifier: not null } ? term : null;
                terms.Add(term);
            }

            start = end + 1;
        }

        SpfTerm? redirect = terms.Find(static term => term is { Name: "redirect", Qualifier: null });
        RecordProblem[] problems = [.. errors.Problems.Concat(warnings.Problems).OrderBy(static problem => problem.Position)];
        return new SpfSyntax(terms, all?.Qualifier, redirect?.Value, problems, errors.Problems is [{ } error, ..] ? error : null);
    }

    // Errors and warnings are kept apart: each list is bounded, and warnings must not push an error out.
    private static void CheckOrder(
        SpfTerm term, HashSet<string> modifiers, SpfTerm? all, ProblemList errors, ProblemList warnings)
    {
        // Section 6: redirect and exp MUST NOT appear in a record more than once each.
        if (term is { Qualifier: null, Name: "redirect" or "exp" } && !modifiers.Add(term.Name))
        {
            errors.Add("SPF-MODIFIER-DUPLICATE", term.Position, term.ToString());
        }

        // Section 5.1: mechanisms behind "all" are never tested. Not an error, and never meant.
        if (term.Qualifier is not null && all is not null)
        {
            warnings.Add("SPF-TERM-AFTER-ALL", term.Position, term.ToString());
        }
    }
}
