using System.Collections.Generic;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>A route as delivery uses it. Compared by reference: a relay makes each of its routes once.</summary>
internal sealed class DeliveryRoute
{
    public required string Name { get; init; }

    public required RelayRouteKind Kind { get; init; }

    public IReadOnlyList<string> RecipientDomains { get; init; } = [];

    public IReadOnlyList<string> Senders { get; init; } = [];

    /// <summary>The smart hosts in order of preference; on a direct route the one template for all hosts.</summary>
    public IReadOnlyList<SmtpConnectionOptions> Hosts { get; init; } = [];

    /// <summary>The folder of a drop route.</summary>
    public string? Path { get; init; }

    /// <summary>What the destination bears.</summary>
    public RouteLimits Limits { get; init; } = new();

    /// <summary>How the mail hosts of a domain are found, on a direct route.</summary>
    public ExchangerDirectory? Exchangers { get; init; }

    public bool IsFor(string sender, string recipient) =>
        RoutePattern.IsMatch(Senders, sender) && RoutePattern.IsMatch(RecipientDomains, recipient);
}
