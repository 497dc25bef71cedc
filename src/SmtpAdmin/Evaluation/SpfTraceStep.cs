using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>One term of an SPF record as it was evaluated, and what it cost.</summary>
public sealed record SpfTraceStep
{
    /// <summary>How many includes and redirects lead to the record; 0 for the domain's own.</summary>
    public required int Depth { get; init; }

    /// <summary>The domain whose record the term stands in.</summary>
    public required string Domain { get; init; }

    /// <summary>The term as written; <c>v=spf1</c> for the reading of the domain's own record.</summary>
    public required string Term { get; init; }

    /// <summary>What the term came to.</summary>
    public required SpfStepOutcome Outcome { get; init; }

    /// <summary>The questions that the term asked, in order.</summary>
    public IReadOnlyList<SpfDnsQuestion> Questions { get; init; } = [];

    /// <summary>What the term itself adds to the lookups, of which 10 are allowed (RFC 7208, section 4.6.4).</summary>
    public required int Lookups { get; init; }

    /// <summary>How many of the term's questions found nothing; 2 are allowed in all (RFC 7208, section 4.6.4).</summary>
    public required int VoidLookups { get; init; }

    /// <summary>The lookups so far, this term's included.</summary>
    public required int LookupTotal { get; init; }

    /// <summary>The void lookups so far, this term's included.</summary>
    public required int VoidLookupTotal { get; init; }

    /// <summary>What is worth knowing beyond the outcome, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>Returns the step as one line, indented by its depth.</summary>
    /// <returns>For example <c>1/0   include:_spf.example.net: Match</c>.</returns>
    public override string ToString()
    {
        string detail = Detail is null ? string.Empty : $" ({Detail})";
        string questions = Questions.Count == 0 ? string.Empty : " [" + string.Join(", ", Questions) + "]";
        return $"{LookupTotal}/{VoidLookupTotal} {new string(' ', Depth * 2)}{Term}: {Outcome}{detail}{questions}";
    }
}
