using System;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>By what a client is counted: its IPv4 address, or the IPv6 /64 that a single host has (RFC 4291).</summary>
internal static class ClientKey
{
    private const int HostBytes = 8;

    public static IPAddress Of(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(bytes.Length - HostBytes).Clear();
        return new IPAddress(bytes);
    }
}
