using System.Collections.Generic;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>A term under evaluation: what it asked and cost so far.</summary>
internal sealed class SpfLedgerEntry(int depth, string domain, string term, IReadOnlyList<string> origin)
{
    private readonly List<SpfDnsQuestion> _questions = [];

    /// <summary>The domain in whose record the term stands.</summary>
    public string Domain => domain;

    /// <summary>The term as shown.</summary>
    public string Term => term;

    /// <summary>How the record was reached.</summary>
    public IReadOnlyList<string> Origin => origin;

    /// <summary>How many includes and redirects lead here.</summary>
    public int Depth => depth;

    /// <summary>Whether the limits do not apply: the explanation is fetched when the verdict stands.</summary>
    public bool IsFree { get; init; }

    public int Lookups { get; set; }

    public int VoidLookups { get; set; }

    public int LookupTotal { get; set; }

    public int VoidLookupTotal { get; set; }

    /// <summary>What the term came to; an error until it is known.</summary>
    public SpfStepOutcome Outcome { get; set; } = SpfStepOutcome.Error;

    public string? Detail { get; set; }

    /// <summary>Whether the entry tells nothing but that one more term did not match.</summary>
    public bool IsPlain => Outcome == SpfStepOutcome.NoMatch && _questions.Count == 0 && Detail is null;

    public void Add(SpfDnsQuestion question) => _questions.Add(question);

    public SpfTraceStep ToStep() =>
        new()
        {
            Depth = depth,
            Domain = domain,
            Term = term,
            Outcome = Outcome,
            Questions = _questions,
            Lookups = Lookups,
            VoidLookups = VoidLookups,
            LookupTotal = LookupTotal,
            VoidLookupTotal = VoidLookupTotal,
            Detail = Detail,
        };
}
