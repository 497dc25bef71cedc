using System;
using System.Collections.Generic;
using System.Net;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>
/// The places for connections: in all, for each address, and for how many new ones in a minute. An address cannot take
/// all places, and a banned one takes none.
/// </summary>
internal sealed class ConnectionGate(RelayOptions options, SignInGuard signIns, TimeProvider time)
{
    private const int Capacity = 20_000;

    private readonly object _lock = new();
    private readonly RateTable<IPAddress> _rates = new(time, Capacity);
    private readonly Dictionary<IPAddress, int> _open = [];
    private int _count;

    /// <summary>Takes a place; each that was taken is to be given back with <see cref="Leave"/>.</summary>
    /// <returns>Null, or the reply that refuses.</returns>
    public Reply? Enter(IPAddress address)
    {
        if (signIns.IsBanned(address))
        {
            return Replies.Banned;
        }

        IPAddress key = ClientKey.Of(address);
        ClientLimits limits = ClientLimits.For(options, address);
        lock (_lock)
        {
            int open = _open.GetValueOrDefault(key);
            if (_count >= options.MaximumConnections || open >= limits.ConnectionsPerAddress)
            {
                return Replies.TooManyConnections;
            }

            if (!_rates.TryUse(key, limits.ConnectionsPerMinute))
            {
                return Replies.ConnectingTooFast;
            }

            _open[key] = open + 1;
            _count++;
            return null;
        }
    }

    public void Leave(IPAddress address)
    {
        IPAddress key = ClientKey.Of(address);
        lock (_lock)
        {
            _count--;
            if (--_open[key] == 0)
            {
                _open.Remove(key);
            }
        }
    }
}
