using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>A network: an address and how many of its bits count.</summary>
internal readonly record struct SpfAddressRange(IPAddress Address, int PrefixLength)
{
    private const int MappedBits = 96;

    /// <summary>The network of an <c>ip4</c> or <c>ip6</c> whose syntax was checked.</summary>
    public static SpfAddressRange Parse(string network)
    {
        int slash = network.IndexOf('/');
        IPAddress address = IPAddress.Parse(slash < 0 ? network : network.Substring(0, slash));
        int length = slash < 0
            ? address.GetAddressBytes().Length * 8
            : int.Parse(network.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return new SpfAddressRange(address, length);
    }

    /// <summary>
    /// The address as SPF compares it: an IPv4 client that reached an IPv6 socket is an IPv4 client (RFC 7208, section
    /// 5), and the interface that a link-local address belongs to plays no part.
    /// </summary>
    public static IPAddress Normalize(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0
            ? new IPAddress(address.GetAddressBytes())
            : address;
    }

    /// <summary>Whether a normalized address lies in the network; of another family it never does.</summary>
    public bool Contains(IPAddress address)
    {
        // A network of IPv4 addresses in IPv6 form is one of IPv4 addresses, as they are too.
        if (Address.IsIPv4MappedToIPv6 && PrefixLength >= MappedBits)
        {
            return new SpfAddressRange(Address.MapToIPv4(), PrefixLength - MappedBits).Contains(address);
        }

        byte[] own = Address.GetAddressBytes();
        byte[] other = address.GetAddressBytes();
        if (own.Length != other.Length)
        {
            return false;
        }

        int whole = PrefixLength / 8;
        if (!own.AsSpan(0, whole).SequenceEqual(other.AsSpan(0, whole)))
        {
            return false;
        }

        int rest = PrefixLength % 8;
        return rest == 0 || (own[whole] ^ other[whole]) >> (8 - rest) == 0;
    }

    /// <summary>The network in CIDR form, its host bits cleared.</summary>
    public override string ToString()
    {
        byte[] bytes = Address.GetAddressBytes();
        for (int bit = PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return FormattableString.Invariant($"{new IPAddress(bytes)}/{PrefixLength}");
    }
}
