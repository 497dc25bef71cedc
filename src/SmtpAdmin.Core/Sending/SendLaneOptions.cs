using System;
using SmtpAdmin.Core.Sending.Retrying;

namespace SmtpAdmin.Core.Sending;

/// <summary>How messages go by one way: to one server as one identity, to the exchangers, or into a folder.</summary>
internal sealed record SendLaneOptions
{
    /// <summary>Makes a carrier: a worker's own, which it uses for one message at a time.</summary>
    public required Func<IMessageCarrier> CreateCarrier { get; init; }

    /// <summary>How many carriers may be at work at once.</summary>
    public int MaxConnections { get; init; } = 1;

    /// <summary>How many messages may start in a minute; null for no limit.</summary>
    public int? MaxMessagesPerMinute { get; init; }

    /// <summary>How many recipients may be offered in a day; null for no limit.</summary>
    public int? MaxRecipientsPerDay { get; init; }

    /// <summary>What is retried, and when.</summary>
    public RetryPolicy Retry { get; init; } = new();
}
