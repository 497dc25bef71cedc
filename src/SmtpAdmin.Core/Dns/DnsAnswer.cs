using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Wire;

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

    /// <summary>The transport of the answer or of the last attempt.</summary>
    public DnsTransport? Transport { get; init; }

    /// <summary>The AD bit (RFC 4035, section 3.2.3).</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>What the server told beside its response code (RFC 8914).</summary>
    public IReadOnlyList<ExtendedDnsError> ExtendedErrors { get; init; } = [];

    /// <summary>Why nothing is known; null where something is.</summary>
    public string? Failure { get; init; }

    /// <summary>
    /// Whether the answer says something about the name; a timeout, a server's failure or an answer that failed DNSSEC
    /// validation does not.
    /// </summary>
    public bool IsKnown => Status is DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain;

    /// <summary>The shortest time to live of the records, or null where there is none.</summary>
    public TimeSpan? TimeToLive => Records.Count == 0 ? null : Records.Min(static record => record.TimeToLive);
}
