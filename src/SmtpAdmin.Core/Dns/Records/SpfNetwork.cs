using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// The networks of <c>ip4</c> and <c>ip6</c> and the prefix lengths of <c>a</c> and <c>mx</c> (RFC 7208, sections 5.3
/// to 5.6).
/// </summary>
internal static class SpfNetwork
{
    // dual-cidr-length at the value's end; a slash elsewhere is a macro-literal of the domain.
    private static readonly Regex s_prefixes = new(
        @"(/(?<ip4>[0-9]{0,9}))?(//(?<ip6>[0-9]{0,9}))?\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Where the domain of an <c>a</c> or <c>mx</c> ends and its prefix lengths begin.</summary>
    public static int DomainEnd(string value)
    {
        int slash = value.IndexOf('/');
        return slash < 0 ? value.Length : s_prefixes.Match(value, slash).Index;
    }

    /// <summary>Returns the code of what is wrong with prefix lengths, or null.</summary>
    public static string? CheckPrefixes(string prefixes)
    {
        Match match = s_prefixes.Match(prefixes);
        bool fits = match.Index == 0
            && (!match.Groups["ip4"].Success || IsPrefix(match.Groups["ip4"].Value, 32))
            && (!match.Groups["ip6"].Success || IsPrefix(match.Groups["ip6"].Value, 128));
        return fits ? null : "SPF-PREFIX-INVALID";
    }

    /// <summary>Returns the code of what is wrong with an address and its prefix length, or null.</summary>
    public static string? Check(string network, bool isIPv6)
    {
        int slash = network.IndexOf('/');
        string address = slash < 0 ? network : network.Substring(0, slash);
        if (!(isIPv6 ? IsIPv6(address) : IsIPv4(address)))
        {
            return "SPF-ADDRESS-INVALID";
        }

        return slash < 0 || IsPrefix(network.Substring(slash + 1), isIPv6 ? 128 : 32) ? null : "SPF-PREFIX-INVALID";
    }

    /// <summary>The prefix lengths of an <c>a</c> or <c>mx</c>, checked before; all bits where one is left out.</summary>
    public static (int IPv4, int IPv6) ParsePrefixes(string prefixes)
    {
        Match match = s_prefixes.Match(prefixes);
        return (Number(match.Groups["ip4"], 32), Number(match.Groups["ip6"], 128));
    }

    private static int Number(Group digits, int absent) =>
        digits.Success ? int.Parse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture) : absent;

    // qnum "." qnum "." qnum "." qnum; IPAddress also reads 1, 0x1 and 010.
    private static bool IsIPv4(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, static part => IsPrefix(part, 255));
    }

    // IPAddress also reads zones (%eth0) and brackets.
    private static bool IsIPv6(string text) =>
        Array.TrueForAll(text.ToCharArray(), static c => c is ':' or '.' || Uri.IsHexDigit(c))
        && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    // "0" / %x31-39 0*2DIGIT: no leading zero.
    private static bool IsPrefix(string text, int max) =>
        text.Length is > 0 and <= 3 && (text.Length == 1 || text[0] != '0')
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= max;
}
