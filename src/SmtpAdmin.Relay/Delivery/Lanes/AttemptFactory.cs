using System;
using SmtpAdmin.Relay.Delivery.Routing;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>Makes what delivers to a destination.</summary>
internal sealed class AttemptFactory(
    IMessageQueue queue, DeliveryCounters counters, IExchangerSecurity security, TimeProvider time)
{
    /// <returns>Makes an attempt for one worker; what those of one destination share is made once.</returns>
    public Func<IDeliveryAttempt> For(Destination destination)
    {
        DeliveryRoute route = destination.Route;
        if (route.Kind == RelayRouteKind.Drop)
        {
            return () => new DropAttempt(queue, route.Path!);
        }

        bool isDirect = route.Kind == RelayRouteKind.Direct;
        ISessionSource source = isDirect
            ? new ExchangerSource(destination.Domain, route.Exchangers!, route.Hosts[0], security)
            : new SmartHostSource(route.Hosts, time);
        return () => new DeliveryAttempt(
            queue, new SessionLink(source, route.Limits.MessagesPerConnection, counters), isDirect);
    }
}
