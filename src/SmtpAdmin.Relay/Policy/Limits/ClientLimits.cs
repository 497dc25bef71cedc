using System;
using System.Net;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>The limits that hold for one client; <see cref="None"/> where there is no limit.</summary>
internal readonly record struct ClientLimits(
    int ConnectionsPerAddress, int ConnectionsPerMinute, int MessagesPerConnection, int MessagesPerMinute, int FailedSignIns)
{
    public const int None = int.MaxValue;

    /// <summary>
    /// A test that sends as fast as it can, and the programs of this machine, are on loopback: unnamed limits would stop
    /// them and nobody else.
    /// </summary>
    public static ClientLimits For(RelayOptions options, IPAddress address)
    {
        SmtpRelayLimits limits = options.Limits;
        bool isExempt = IPAddress.IsLoopback(address);
        return new ClientLimits(
            limits.ConnectionsPerAddress ?? (isExempt ? None : Math.Clamp(options.MaximumConnections / 2, 1, 20)),
            limits.ConnectionsPerMinute ?? (isExempt ? None : 30),
            limits.MessagesPerConnection ?? (isExempt ? None : 1000),
            limits.MessagesPerMinute ?? None,
            limits.FailedSignIns ?? (isExempt ? None : 5));
    }
}
