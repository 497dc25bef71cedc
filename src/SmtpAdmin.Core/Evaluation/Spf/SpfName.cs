using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Names that macros and records lead to, and those of addresses.</summary>
internal static class SpfName
{
    /// <summary>The most that a name in text form can have (RFC 7208, section 7.3).</summary>
    public const int MaxLength = 253;

    private const int MaxLabelLength = 63;
    private const string HexDigits = "0123456789abcdef";

    /// <summary>
    /// Whether the text has the form of a name of the domain name system: labels of 1 to 63 octets. Which octets they
    /// are, the grammar leaves open (section 7.1: any visible character).
    /// </summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength
        && Array.TrueForAll(text.Split('.'), static label => label.Length is > 0 and <= MaxLabelLength)
        && text.All(static character => character is >= ' ' and < '\x7F');

    /// <summary>The <c>i</c> macro: dotted quads, or dotted nibbles for IPv6 (section 7.3).</summary>
    public static string DottedForm(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString()
            : string.Join(
                ".", address.GetAddressBytes().Select(static b => $"{HexDigits[b >> 4]}.{HexDigits[b & 0xF]}"));

    /// <summary>The <c>v</c> macro.</summary>
    public static string Family(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? "in-addr" : "ip6";
}
