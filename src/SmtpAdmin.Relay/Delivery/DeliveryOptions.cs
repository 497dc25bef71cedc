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

    /// <summary>What a relay's options say of delivery.</summary>
    /// <exception cref="SmtpAdminException">They name no smart host (RelayOptionsInvalid).</exception>
    public static DeliveryOptions From(RelayOptions options)
    {
        SmtpEndpoint smartHost = options.SmartHost
            ?? throw new SmtpAdminException(ErrorKind.RelayOptionsInvalid, "Forward mode needs a smart host.");
        return new DeliveryOptions
        {
            SmartHost = new SmtpConnectionOptions
            {
                Server = smartHost,
                Security = options.SmartHostSecurity,
                Credential = options.SmartHostCredential,
                LocalName = options.HostName,
            },
        };
    }
}
