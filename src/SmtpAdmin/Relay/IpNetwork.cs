using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin;

/// <summary>
/// A network in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3): <c>10.1.0.0/16</c>, <c>2001:db8::/48</c>,
/// or one address. An IPv4 address that is mapped into IPv6 counts as the IPv4 address that it is.
/// </summary>
public sealed record IpNetwork
{
    private const int MappedPrefix = 96;

    /// <summary>Reads a network as a user types it.</summary>
    /// <param name="text">An address, and behind a slash the number of leading bits that count; all without it.</param>
    /// <exception cref="ArgumentException">The text is no address, or its prefix length does not fit it.</exception>
    public IpNetwork(string text)
    {
        string value = (text ?? string.Empty).Trim();
        int slash = value.IndexOf('/');
        string addressText = slash < 0 ? value : value.Substring(0, slash);
        if (!TryParseAddress(addressText, out IPAddress address))
        {
            throw new ArgumentException($"'{value}' is no network. Write for example 10.1.0.0/16 or 2001:db8::/48.", nameof(text));
        }

        int bits = address.GetAddressBytes().Length * 8;
        int prefix = slash < 0 ? bits : ParsePrefix(value.Substring(slash + 1), bits, value);
        if (address.IsIPv4MappedToIPv6 && prefix >= MappedPrefix)
        {
            address = address.MapToIPv4();
            prefix -= MappedPrefix;
        }

        PrefixLength = prefix;
        Address = Mask(address, prefix);
    }

    /// <summary>The first address of the network.</summary>
    public IPAddress Address { get; }

    /// <summary>The number of leading bits that its addresses have in common.</summary>
    public int PrefixLength { get; }

    /// <summary>Whether an address lies in the network; one mapped into IPv6 is looked up as IPv4.</summary>
    /// <param name="address">The address; its zone does not count.</param>
    /// <returns>Whether the leading bits are the network's.</returns>
    public bool Contains(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == Address.AddressFamily && Mask(plain, PrefixLength).Equals(Address);
    }

    /// <summary>Returns the network in the form that the constructor reads.</summary>
    /// <returns>For example <c>10.1.0.0/16</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Address}/{PrefixLength}");

    // IPAddress also reads 10.1, 0x0A000001, 010.0.0.1, zones and brackets: none of them says surely what is meant.
    private static bool TryParseAddress(string text, out IPAddress address)
    {
        bool isPlain = text.IndexOfAny(['%', '[', ']']) < 0;
        bool isIPv6 = text.IndexOf(':') >= 0;
        return IPAddress.TryParse(text, out address!)
            && isPlain
            && (isIPv6 || string.Equals(address.ToString(), text, StringComparison.Ordinal));
    }

    private static int ParsePrefix(string text, int bits, string whole)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int prefix) && prefix <= bits)
        {
            return prefix;
        }

        throw new ArgumentException($"'{whole}' has no prefix length from 0 to {bits} behind the slash.", nameof(text));
    }

    private static IPAddress Mask(IPAddress address, int prefix)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int index = 0; index < bytes.Length; index++)
        {
            int kept = Math.Min(8, Math.Max(0, prefix - (index * 8)));
            bytes[index] &= (byte)(0xFF00 >> kept);
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(bytes, 0) : new IPAddress(bytes);
    }
}
