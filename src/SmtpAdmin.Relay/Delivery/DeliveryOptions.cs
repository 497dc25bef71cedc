using System;
using System.Net;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>Where a relay delivers to, and with how many connections.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>The smart host and how to speak to it.</summary>
    public required SmtpConnectionOptions SmartHost { get; init; }

    /// <summary>The most connections at once.</summary>
    public int MaximumConnections { get; init; } = 10;

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
            SmartHost = new SmtpConnectionOptions
            {
                Server = options.SmartHost!,
                Security = options.SmartHostSecurity,
                Credential = options.SmartHostCredential,
                LocalName = options.HostName,
            },
            HostName = options.HostName ?? Dns.GetHostName(),
            Retry = RetryProfile.From(options.RetryProfile),
        };
    }
}
