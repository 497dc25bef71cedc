using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Relay.Session.Proxying;

/// <summary>The networks whose word about their clients is taken. Whoever is in one can be anybody.</summary>
internal sealed class TrustedNetworks
{
    // A wider network is a mistake: nobody runs that many proxies.
    private const int ShortestPrefix = 8;

    private readonly IPNetwork[] _networks;

    /// <exception cref="SmtpAdminException">RelayOptionsInvalid: one is no network, or far too wide.</exception>
    public TrustedNetworks(IEnumerable<string> networks)
    {
        _networks = networks.Select(Parse).ToArray();
    }

    public bool Contains(string address) =>
        _networks.Length > 0 && IPAddress.TryParse(address, out IPAddress? parsed) && Contains(parsed);

    private bool Contains(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_networks, network => network.Contains(plain));
    }

    private static IPNetwork Parse(string text)
    {
        string whole = text.Contains('/') ? text : $"{text}/{(text.Contains(':') ? 128 : 32)}";

        // .NET 8 refuses bits behind the prefix and .NET 10 drops them; here they are a mistake.
        bool isNetwork = IPNetwork.TryParse(whole, out IPNetwork network)
            && IPAddress.TryParse(whole.AsSpan(0, whole.IndexOf('/')), out IPAddress? address)
            && network.BaseAddress.Equals(address)
            && !IsMapped(network);
        return isNetwork && network.PrefixLength >= ShortestPrefix
            ? network
            : throw new SmtpAdminException(
                ErrorKind.RelayOptionsInvalid,
                $"'{text}' is no network such as 192.0.2.0/24 or 2001:db8::/32 with at least {ShortestPrefix} bits.");
    }

    /// <summary>Clients count with their IPv4 address, so such a network would hold nobody.</summary>
    private static bool IsMapped(IPNetwork network) =>
        network.BaseAddress is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true };
}
