using System.Collections.Generic;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>What a domain's SPF record costs where no term matches, and what in it or below it is wrong.</summary>
internal sealed record SpfAnalysis
{
    /// <summary>The domain whose record was followed.</summary>
    public required string Domain { get; init; }

    /// <summary>The domain's record with all that it leads to.</summary>
    public required SpfAnalysisRecord Record { get; init; }

    /// <summary>The lookups of all terms together; over 10 is a permerror (RFC 7208, section 4.6.4).</summary>
    public int LookupCount => Record.Lookups;

    /// <summary>The void lookups that an IPv4 client causes; over 2 is a permerror.</summary>
    public int VoidLookupsIPv4 => Record.VoidLookupsIPv4;

    /// <summary>The void lookups that an IPv6 client causes: a host without an AAAA record is one too.</summary>
    public int VoidLookupsIPv6 => Record.VoidLookupsIPv6;

    /// <summary>What is wrong: each makes the evaluation a permerror for some clients or all.</summary>
    public required IReadOnlyList<SpfAnalysisProblem> Problems { get; init; }

    /// <summary>The questions that were not answered; while there are any, the counts are lower bounds.</summary>
    public required IReadOnlyList<DnsAnswer> Failures { get; init; }

    /// <summary>Whether everything was followed; false over a bound that no sane record reaches.</summary>
    public required bool IsComplete { get; init; }
}
