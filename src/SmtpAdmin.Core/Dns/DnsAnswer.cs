using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// What a question came to: records, evidence that there are none, or a failure that says nothing about the name.
/// </summary>
internal sealed record DnsAnswer
{
    public required DnsQuestion Question { get; init; }

    public required DnsStatus Status { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The records of the type asked for; empty unless the status is Found.</summary>
    public IReadOnlyList<DnsData> Records { get; init; } = [];

    /// <summary>
    /// The name that the aliases led to, without the final dot; null where the name asked for is no alias.
    /// </summary>
    public string? CanonicalName { get; init; }

    /// <summary>The server that answered or was asked last, with its port.</summary>
    public string? NameServer { get; init; }

    /// <summary>The AD bit (RFC 4035, section 3.2.3).</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>Why nothing is known; null where something is.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the answer says something about the name; a timeout or a server's failure does not.</summary>
    public bool IsKnown => Status is DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain;

    /// <summary>The shortest time to live of the records, or null where there is none.</summary>
    public TimeSpan? TimeToLive => Records.Count == 0 ? null : Records.Min(static record => record.TimeToLive);
}
