using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Smtp;

/// <summary>The name for EHLO where the caller gives none (RFC 5321, sections 4.1.1.1 and 4.1.4).</summary>
internal static class EhloName
{
    // RFC 5321, section 4.5.3.1.2
    private const int MaximumLength = 255;

    private const string IPv6Tag = "IPv6:";
    private static readonly IdnMapping s_idn = new();

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
        return $"[{IPv6Tag}{new IPAddress(plain.GetAddressBytes())}]";
    }

    /// <summary>
    /// Takes the name that a user gives, as it goes into the command: a domain, in A-labels, or an address literal.
    /// </summary>
    /// <exception cref="SmtpAdminException">DomainInvalid: it is neither.</exception>
    public static string Parse(string text)
    {
        string name = text.Trim();
        if (TryParseLiteral(name, out IPAddress? address))
        {
            return AddressLiteral(address);
        }

        string ascii = ToAscii(name);
        return ascii.Length is > 0 and <= MaximumLength && ascii.Split('.').All(IsLabel)
            ? ascii
            : throw new SmtpAdminException(
                ErrorKind.DomainInvalid,
                $"'{PrintableText.From(text)}' is neither a domain nor an address literal such as [192.0.2.1].");
    }

    /// <summary>Whether a name, wherever it comes from, stays one argument of one command.</summary>
    public static bool IsSafe(string name) =>
        name.Length is > 0 and <= MaximumLength && name.All(c => c is > ' ' and <= '~');

    /// <summary>Reads an address literal, as <see cref="AddressLiteral"/> writes it.</summary>
    public static bool TryParseLiteral(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.Length < 2 || text[0] != '[' || text[text.Length - 1] != ']')
        {
            return false;
        }

        string inner = text.Substring(1, text.Length - 2);
        bool isIPv6 = inner.StartsWith(IPv6Tag, StringComparison.OrdinalIgnoreCase);
        bool isAddress = IPAddress.TryParse(isIPv6 ? inner.Substring(IPv6Tag.Length) : inner, out address);

        // "127.1" is an address for IPAddress, and none for the RFC.
        return isAddress && (isIPv6 ? address!.AddressFamily == AddressFamily.InterNetworkV6 : address!.AddressFamily == AddressFamily.InterNetwork && address.ToString() == inner);
    }

    // Domain = sub-domain *("." sub-domain); at least two labels, so that it can be fully qualified.
    public static bool IsFullyQualified(string name) =>
        name.Length <= MaximumLength && name.Split('.') is { Length: >= 2 } labels && labels.All(IsLabel);

    private static string ToAscii(string name)
    {
        try
        {
            return name.Length <= MaximumLength ? s_idn.GetAscii(name) : string.Empty;
        }
        catch (ArgumentException)
        {
            return string.Empty;
        }
    }

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
