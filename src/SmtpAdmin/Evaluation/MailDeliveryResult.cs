using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>Whether a sender that honours DANE and MTA-STS can deliver to a domain, and why.</summary>
public sealed record MailDeliveryResult
{
    /// <summary>The domain.</summary>
    public required string Domain { get; init; }

    /// <summary>
    /// What the sender does: what it does at the first endpoint that it can deliver to; where there is none, Unknown
    /// rather than Refuse if one of them is not known.
    /// </summary>
    public required MailDeliveryVerdict Verdict { get; init; }

    /// <summary>What the verdict rests on, as one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The endpoints in the order in which they are tried.</summary>
    public required IReadOnlyList<MailDeliveryEndpoint> Endpoints { get; init; }

    /// <summary>The domain's MTA-STS record and policy; null where it was not asked for.</summary>
    public MtaStsRecord? MtaSts { get; init; }

    /// <summary>Whether the answer for the domain's mail exchangers was validated with DNSSEC.</summary>
    public bool IsMxSecure { get; init; }

    /// <summary>The name server that answered or was asked last, with its port.</summary>
    public string? NameServer { get; init; }

    /// <summary>How long the whole test took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When the test began.</summary>
    public required DateTimeOffset TestedAt { get; init; }
}
