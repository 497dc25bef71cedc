using System;
using System.Linq;
using SmtpAdmin.Core.Providers;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>What one destination bears.</summary>
internal sealed record RouteLimits
{
    /// <summary>The most connections at once.</summary>
    public int Connections { get; init; } = 20;

    /// <summary>The most messages over one connection; servers lose patience with more.</summary>
    public int MessagesPerConnection { get; init; } = 100;

    /// <summary>The most recipients of one transaction.</summary>
    public int RecipientsPerTransaction { get; init; } = 50;

    /// <summary>The most messages that may start in a minute, or null for no limit.</summary>
    public int? MessagesPerMinute { get; init; }

    /// <summary>Narrows them to what a known provider states for its server.</summary>
    public RouteLimits For(string host)
    {
        SmtpProviderSettings? provider = ProviderTable.All.FirstOrDefault(
            row => string.Equals(row.Server, host, StringComparison.OrdinalIgnoreCase));
        return provider is null
            ? this
            : new RouteLimits
            {
                Connections = Math.Min(Connections, provider.MaxConnections ?? int.MaxValue),
                MessagesPerConnection = Math.Min(MessagesPerConnection, provider.MaxMessagesPerConnection ?? int.MaxValue),
                RecipientsPerTransaction = Math.Min(
                    RecipientsPerTransaction, provider.MaxRecipientsPerMessage ?? int.MaxValue),
                MessagesPerMinute = provider.MaxMessagesPerMinute ?? MessagesPerMinute,
            };
    }
}
