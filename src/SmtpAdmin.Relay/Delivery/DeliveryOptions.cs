using System;
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
        };
    }
}
