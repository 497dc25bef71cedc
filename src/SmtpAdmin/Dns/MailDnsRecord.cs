using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>One mail record of a domain, or the evidence that it has none, or that nothing is known.</summary>
public abstract record MailDnsRecord
{
    /// <summary>The domain that was asked about.</summary>
    public required string Domain { get; init; }

    /// <summary>The kind of record.</summary>
    public abstract MailDnsRecordType Type { get; }

    /// <summary>What the question came to.</summary>
    public required DnsStatus Status { get; init; }

    /// <summary>The name that was asked for, for example <c>_dmarc.example.com</c>.</summary>
    public required string QueryName { get; init; }

    /// <summary>The record's text as published, strings joined; null where there is none.</summary>
    public string? Raw { get; init; }

    /// <summary>How long the answer may be kept, or null where there is none.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The name server that answered or was asked last, with its port.</summary>
    public string? NameServer { get; init; }

    /// <summary>Whether the resolver says that it validated the answer with DNSSEC (the AD bit, RFC 4035, section 3.2.3).</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>What in the record its standard does not allow; empty where nothing.</summary>
    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];

    /// <summary>Why nothing is known, or why there is no verdict; null where something is known.</summary>
    public string? Failure { get; init; }

    /// <summary>When the answer came.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>What matters most in one line: the record, the verdict, why nothing is known, or the name asked for.</summary>
    public virtual string Summary => Raw ?? Failure ?? QueryName;

    /// <summary>Returns the type, the status and what matters most.</summary>
    /// <returns>For example <c>Mx Found 10 mx.example.com.</c>.</returns>
    public sealed override string ToString() => $"{Type} {Status} {Summary}";
}
