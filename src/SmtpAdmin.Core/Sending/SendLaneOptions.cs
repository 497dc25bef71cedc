using System;

namespace SmtpAdmin.Core.Sending;

/// <summary>How messages go by one way: to one server as one identity, to the exchangers, or into a folder.</summary>
internal sealed record SendLaneOptions
{
    /// <summary>Makes a carrier: a worker's own, which it uses for one message at a time.</summary>
    public required Func<IMessageCarrier> CreateCarrier { get; init; }

    /// <summary>How many carriers may be at work at once.</summary>
    public int MaxConnections { get; init; } = 1;
}
