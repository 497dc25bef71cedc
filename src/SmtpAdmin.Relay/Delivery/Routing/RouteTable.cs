using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>Chooses the route of each copy: the first that is for its sender and its recipient.</summary>
internal sealed class RouteTable(IReadOnlyList<DeliveryRoute> routes)
{
    /// <summary>The one destination of all mail, or null where there are several or it depends.</summary>
    public Destination? Only { get; } =
        routes is [{ Kind: not RelayRouteKind.Direct, RecipientDomains.Count: 0, Senders.Count: 0 } only, ..]
            ? new Destination(only, string.Empty)
            : null;

    public IReadOnlyList<DeliveryRoute> Routes => routes;

    /// <returns>The destination, or null where no route is for this copy.</returns>
    public Destination? Find(string sender, string recipient)
    {
        DeliveryRoute? route = routes.FirstOrDefault(candidate => candidate.IsFor(sender, recipient));
        return route is null
            ? null
            : new Destination(
                route, route.Kind == RelayRouteKind.Direct ? RoutePattern.DomainOf(recipient) : string.Empty);
    }
}
