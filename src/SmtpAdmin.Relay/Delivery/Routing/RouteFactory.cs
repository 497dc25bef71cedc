using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Routing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>Makes the routes of a relay from its options.</summary>
internal static class RouteFactory
{
    public const string DefaultName = "default";

    // A name for ToOptions to replace; a direct route has no server of its own.
    private const string AnyHost = "mx";

    /// <summary>The routes named, then the smart host for what none of them is for.</summary>
    /// <param name="options">The options of delivery.</param>
    /// <param name="time">The clock.</param>
    public static IReadOnlyList<DeliveryRoute> Create(DeliveryOptions options, TimeProvider time)
    {
        List<DeliveryRoute> routes = options.Routes.Select(route => Create(route, options, time)).ToList();
        if (options.SmartHost is { } smartHost)
        {
            routes.Add(new DeliveryRoute
            {
                Name = DefaultName,
                Kind = RelayRouteKind.SmartHost,
                Hosts = [smartHost],
                Limits = new RouteLimits
                {
                    Connections = options.MaximumConnections,
                    MessagesPerConnection = options.MessagesPerConnection,
                }.For(smartHost.Server.Host),
            });
        }

        return routes;
    }

    private static DeliveryRoute Create(RelayRoute route, DeliveryOptions options, TimeProvider time)
    {
        bool isDirect = route.Kind == RelayRouteKind.Direct;
        IEnumerable<SmtpEndpoint> servers = isDirect ? [new SmtpEndpoint(AnyHost, options.ExchangerPort)] : route.SmartHost;
        return new DeliveryRoute
        {
            Name = route.Name,
            Kind = route.Kind,
            RecipientDomains = route.RecipientDomain,
            Senders = route.Sender,
            Path = route.Path,
            Hosts = servers.Select(server => new SmtpConnectionOptions
            {
                Server = server,
                Security = route.Security,
                Credential = isDirect ? null : route.Credential,
                LocalName = options.HostName,
            }).ToArray(),
            Limits = Limits(route, options),
            Exchangers = isDirect ? CreateDirectory(route, options, time) : null,
        };
    }

    private static RouteLimits Limits(RelayRoute route, DeliveryOptions options)
    {
        var limits = new RouteLimits
        {
            Connections = route.MaximumConnections,
            MessagesPerConnection = options.MessagesPerConnection,
        };
        return route.SmartHost.Aggregate(limits, (all, server) => all.For(server.Host));
    }

    private static ExchangerDirectory CreateDirectory(RelayRoute route, DeliveryOptions options, TimeProvider time)
    {
        var resolver = new DeferredDnsResolver(new DnsResolverOptions { Server = route.NameServer }, time);
        Func<IPAddress, bool> isOwn = options.AllowsOwnExchangers ? static _ => false : OwnAddresses.Contains;
        return new ExchangerDirectory(new MailRouter(resolver), isOwn);
    }
}
