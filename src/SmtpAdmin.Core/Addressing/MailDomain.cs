using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Core.Addressing;

/// <summary>The part of an address behind the at sign (RFC 5321, section 4.1.2).</summary>
internal static class MailDomain
{
    private const int MaximumLength = 253;
    private const int MaximumLabelLength = 63;
    private const string IPv6Tag = "IPv6:";

    private static readonly IdnMapping s_idn = new();

    /// <summary>Turns a domain as typed into the form on the wire: A-labels, or an address literal.</summary>
    public static bool TryNormalize(string text, out string domain)
    {
        domain = text;
        return text.StartsWith("[", StringComparison.Ordinal) ? IsAddressLiteral(text) : TryToAscii(text, out domain);
    }

    // Domain = sub-domain *("." sub-domain), each a label of an A-label form (RFC 5890, section 2.3.2.1)
    private static bool TryToAscii(string text, out string domain)
    {
        domain = text;
        if (!IsAscii(text))
        {
            try
            {
                domain = s_idn.GetAscii(text);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        if (domain.Length is 0 or > MaximumLength)
        {
            return false;
        }

        string[] labels = domain.Split('.');
        return Array.TrueForAll(labels, IsLabel) && !IsNumeric(labels[labels.Length - 1]);
    }

    // sub-domain = Let-dig [Ldh-str]
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaximumLabelLength
        && label[0] != '-'
        && label[label.Length - 1] != '-'
        && Every(label, c => IsLetterOrDigit(c) || c == '-');

    // A last label of digits alone is an IP address that lacks its brackets (RFC 3696, section 2).
    private static bool IsNumeric(string label) => Every(label, IsDigit);

    // address-literal = "[" ( IPv4-address-literal / "IPv6:" IPv6-addr ) "]"; no other tag is registered.
    private static bool IsAddressLiteral(string text)
    {
        if (text.Length < 2 || text[text.Length - 1] != ']')
        {
            return false;
        }

        string content = text.Substring(1, text.Length - 2);
        return content.StartsWith(IPv6Tag, StringComparison.OrdinalIgnoreCase)
            ? IsIPv6(content.Substring(IPv6Tag.Length))
            : IsIPv4(content);
    }

    private static bool IsIPv6(string text) =>
        Every(text, c => Uri.IsHexDigit(c) || c is ':' or '.')
        && IPAddress.TryParse(text, out IPAddress? address)
        && address.AddressFamily == AddressFamily.InterNetworkV6;

    // IPAddress also reads "127.1" and octal numbers, which are no IPv4-address-literal.
    private static bool IsIPv4(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(
            parts,
            part => part.Length is > 0 and <= 3
                && byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    private static bool IsAscii(string text) => Every(text, c => c < '\x80');

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') || IsDigit(c);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool Every(string text, Func<char, bool> condition)
    {
        foreach (char character in text)
        {
            if (!condition(character))
            {
                return false;
            }
        }

        return true;
    }
}
