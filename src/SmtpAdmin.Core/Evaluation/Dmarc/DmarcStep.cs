using System.Collections.Generic;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>One name of a tree walk: what the question for its DMARC record came to.</summary>
internal sealed record DmarcStep
{
    /// <summary>The domain; the record stands one label below.</summary>
    public required string Domain { get; init; }

    /// <summary>The answer; null where the name is too long to be asked for, so that nothing can stand there.</summary>
    public DnsAnswer? Answer { get; init; }

    /// <summary>The DMARC records at the name, other texts left out.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The record; null where there is none or, as they are then all discarded, more than one.</summary>
    public DmarcSyntax? Record { get; init; }

    /// <summary>Whether it is known what stands at the name.</summary>
    public bool IsKnown => Answer is null || Answer.IsKnown;

    /// <summary>Whether the answer shows that the domain exists: there is something at or below its DMARC name.</summary>
    public bool ShowsThatDomainExists =>
        Answer is { Status: DnsStatus.Found or DnsStatus.NoData } or { CanonicalName: not null };
}
