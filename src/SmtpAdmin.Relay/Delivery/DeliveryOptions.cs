using System;
using System.Collections.Generic;
using System.Net;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Policy;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>Where a relay delivers to, and with how many connections.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>The smart host for what no route is for, and how to speak to it; null where there is none.</summary>
    public SmtpConnectionOptions? SmartHost { get; init; }

    /// <summary>The routes in the order in which they are asked.</summary>
    public IReadOnlyList<RelayRoute> Routes { get; init; } = [];

    /// <summary>The port of mail exchangers; another than 25 is for tests.</summary>
    public int ExchangerPort { get; init; } = 25;

    /// <summary>Whether mail exchangers may be this machine; for tests.</summary>
    public bool AllowsOwnExchangers { get; init; }

    /// <summary>The most connections to the smart host at once.</summary>
    public int MaximumConnections { get; init; } = 20;

    /// <summary>The most messages over one connection; servers lose patience with more.</summary>
    public int MessagesPerConnection { get; init; } = 100;

    /// <summary>How long a connection without work stays open.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The relay's own name, in its reports.</summary>
    public string HostName { get; init; } = Dns.GetHostName();

    /// <summary>By which times it tries again and gives up.</summary>
    public RetryProfile Retry { get; init; } = RetryProfile.Standard;

    /// <summary>Whether an address is that of a client of ours, whose reverse-paths are believed without sign-in.</summary>
    public Func<IPAddress, bool> IsOwnClient { get; init; } = IPAddress.IsLoopback;

    /// <summary>What the options of a relay that forwards say of delivery, once they have been checked.</summary>
    public static DeliveryOptions From(RelayOptions options)
    {
        return new DeliveryOptions
        {
            SmartHost = options.SmartHost is { } server
                ? new SmtpConnectionOptions
                {
                    Server = server,
                    Security = options.SmartHostSecurity,
                    Credential = options.SmartHostCredential,
                    LocalName = options.HostName,
                }
                : null,
            Routes = options.Routes,
            HostName = options.HostName ?? Dns.GetHostName(),
            Retry = RetryProfile.From(options.RetryProfile),
            IsOwnClient = OwnClients(options),
        };
    }

    // Where everyone may relay, nobody is known by the network: reports would go to whoever was forged as the sender.
    private static Func<IPAddress, bool> OwnClients(RelayOptions options)
    {
        NetworkList? networks = options.RelayNetworks is { } given && !options.AllowOpenRelay ? new NetworkList(given) : null;
        return networks is null ? IPAddress.IsLoopback : address => networks.Find(address) is not null;
    }
}
