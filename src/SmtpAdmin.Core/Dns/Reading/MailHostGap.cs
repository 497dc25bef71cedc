using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>A place where a domain's mail exchangers, or the addresses of one, are missing or not known.</summary>
internal sealed record MailHostGap(MxRecord Record)
{
    /// <summary>What the question came to that left the gap.</summary>
    public DnsStatus Status => Record switch
    {
        { Failure: not null } => Record.Status,
        { IsNullMx: true } => DnsStatus.NoData,
        _ => Record.AddressStatus ?? (Record.Status == DnsStatus.Found ? DnsStatus.NoData : Record.Status),
    };

    /// <summary>The host, or none where the hosts themselves are the gap.</summary>
    public IReadOnlyList<string> Hosts => Record.Exchange is { Length: > 0 } host ? [host] : [];

    /// <summary>The name that was asked for.</summary>
    public string QueryName => Record.Exchange is { Length: > 0 } host ? host : Record.QueryName;

    /// <summary>Why nothing is known; null where something is.</summary>
    public string? Failure =>
        Record.Failure is { } failure ? $"The mail exchangers are not known: {failure}"
        : Status is DnsStatus.NoData or DnsStatus.NxDomain ? null
        : $"The addresses of {QueryName} are not known ({Status}).";
}
