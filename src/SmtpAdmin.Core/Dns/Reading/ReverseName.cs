using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Addresses as users type them, and turned round as the domain name system asks for them.</summary>
internal static class ReverseName
{
    /// <summary>
    /// Reads an address: four decimal numbers, or IPv6 without a zone. The system's parser also takes <c>1</c> and
    /// <c>127.1</c>, which nobody means as an address here.
    /// </summary>
    public static bool TryParse(string? text, out IPAddress address)
    {
        string value = (text ?? string.Empty).Trim();
        bool isIPv4 = value.Split('.') is { Length: 4 } parts
            && Array.TrueForAll(parts, static part => part.Length is > 0 and <= 3 && part.All(AsciiText.IsDigit));
        bool isIPv6 = value.Length <= 45 && value.IndexOf(':') >= 0
            && value.All(static c => Uri.IsHexDigit(c) || c is ':' or '.');
        bool isAddress = (isIPv4 || isIPv6) && IPAddress.TryParse(isIPv4 ? WithoutZeros(value) : value, out _);
        address = isAddress ? Plain(IPAddress.Parse(isIPv4 ? WithoutZeros(value) : value)) : IPAddress.None;
        return isAddress;
    }

    /// <summary>The name for an address below <c>in-addr.arpa</c> or <c>ip6.arpa</c>.</summary>
    public static string InArpa(IPAddress address) =>
        Below(address, address.AddressFamily == AddressFamily.InterNetwork ? "in-addr.arpa" : "ip6.arpa");

    /// <summary>
    /// The name for an address below a zone: bytes (RFC 1035, section 3.5) or hexadecimal digits (RFC 3596, section 2.5)
    /// in reverse.
    /// </summary>
    public static string Below(IPAddress address, string zone)
    {
        byte[] bytes = address.GetAddressBytes();
        string[] labels = address.AddressFamily == AddressFamily.InterNetwork
            ? [.. bytes.Select(static part => part.ToString(CultureInfo.InvariantCulture))]
            : [.. bytes.SelectMany(static part => part.ToString("x2", CultureInfo.InvariantCulture))
                .Select(static digit => digit.ToString())];
        Array.Reverse(labels);
        return $"{string.Join(".", labels)}.{zone}";
    }

    // A leading zero makes a number octal for some parsers and decimal for others; here it is decimal.
    private static string WithoutZeros(string value) =>
        string.Join(".", value.Split('.').Select(static part => part.TrimStart('0').PadLeft(1, '0')));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
