using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// Finds networks that are nearly everyone. A network is too wide where no single owner has one like it: wider than
/// IPv4 /8 or IPv6 /32, which is what a provider gets (RFC 7020), but for the address space of private networks
/// (RFC 4193) and of links (RFC 4291, section 2.5.6). Many networks together are too wide above a sixteenth of all
/// IPv4 addresses, or sixteen IPv6 networks of a provider.
/// </summary>
internal static class NetworkExposure
{
    private const int IPv4Widest = 8;
    private const int IPv6Widest = 32;
    private static readonly UInt128 s_manyIPv4 = UInt128.One << 28;
    private static readonly UInt128 s_manyIPv6 = UInt128.One << 100;
    private static readonly IpNetwork[] s_ownIPv6 = [new("fc00::/7"), new("fe80::/10")];

    /// <returns>What is too wide, as words for an error, or null.</returns>
    public static string? FindTooWide(IReadOnlyList<IpNetwork> networks)
    {
        IpNetwork[] counted = [.. networks.Where(network => !IsOwn(network))];
        IpNetwork? single = counted.FirstOrDefault(network => network.PrefixLength < (IsIPv6(network) ? IPv6Widest : IPv4Widest));
        if (single is not null)
        {
            return $"The network {single} is";
        }

        bool isTooMuch = Count(counted.Where(IsIPv6)) > s_manyIPv6
            || Count(counted.Where(network => !IsIPv6(network))) > s_manyIPv4;
        return isTooMuch ? "The networks together are" : null;
    }

    private static bool IsIPv6(IpNetwork network) => network.Address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool IsOwn(IpNetwork network)
    {
        return s_ownIPv6.Any(own => network.PrefixLength >= own.PrefixLength && own.Contains(network.Address));
    }

    /// <summary>How many addresses lie in at least one of the networks.</summary>
    private static UInt128 Count(IEnumerable<IpNetwork> networks)
    {
        UInt128 count = 0;
        UInt128 next = 0;
        foreach ((UInt128 first, UInt128 end) in networks.Select(Range).OrderBy(range => range.First))
        {
            UInt128 from = first > next ? first : next;
            count += end > from ? end - from : 0;
            next = end > next ? end : next;
        }

        return count;
    }

    private static (UInt128 First, UInt128 End) Range(IpNetwork network)
    {
        byte[] bytes = network.Address.GetAddressBytes();
        UInt128 first = bytes.Aggregate(UInt128.Zero, (value, next) => (value << 8) | next);
        return (first, first + (UInt128.One << ((bytes.Length * 8) - network.PrefixLength)));
    }
}
