using System;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SmtpAdmin.Core.Smtp;

/// <summary>The name for EHLO where the caller gives none (RFC 5321, sections 4.1.1.1 and 4.1.4).</summary>
internal static class EhloName
{
    /// <summary>The machine's fully qualified name, or the literal of the address it connects from.</summary>
    public static string For(IPAddress localAddress) => FullyQualifiedName() ?? AddressLiteral(localAddress);

    // address-literal = "[" ( IPv4-address-literal / IPv6-address-literal ) "]" (RFC 5321, section 4.1.3)
    public static string AddressLiteral(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return $"[{plain}]";
        }

        // A zone index means nothing to the other side.
        return $"[IPv6:{new IPAddress(plain.GetAddressBytes())}]";
    }

    // Domain = sub-domain *("." sub-domain); at least two labels, so that it can be fully qualified.
    public static bool IsFullyQualified(string name) =>
        name.Length <= 255 && name.Split('.') is { Length: >= 2 } labels && labels.All(IsLabel);

    private static string? FullyQualifiedName()
    {
        try
        {
            IPGlobalProperties machine = IPGlobalProperties.GetIPGlobalProperties();
            string name = machine.DomainName.Length > 0 && machine.HostName.IndexOf('.') < 0
                ? $"{machine.HostName}.{machine.DomainName}"
                : machine.HostName;
            return IsFullyQualified(name) ? name : null;
        }
        catch (NetworkInformationException)
        {
            return null;
        }
    }

    // sub-domain = Let-dig [Ldh-str]
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-')
        && !label.StartsWith("-", StringComparison.Ordinal)
        && !label.EndsWith("-", StringComparison.Ordinal);
}
