using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Writes text as zone files do (RFC 1035, section 5.1).</summary>
internal static class ZoneText
{
    // RFC 1035, section 3.3: a character-string has one octet for its length.
    private const int MaxString = 255;

    /// <summary>Cuts ASCII text into strings that a TXT record can hold; there is always one.</summary>
    public static IReadOnlyList<string> Split(string text, int maximum = MaxString)
    {
        var strings = new List<string>(text.Length / maximum + 1);
        for (int at = 0; at == 0 || at < text.Length; at += maximum)
        {
            strings.Add(text.Substring(at, System.Math.Min(maximum, text.Length - at)));
        }

        return strings;
    }

    /// <summary>The string between quotes: quote and backslash behind a backslash, other than visible ones as \DDD.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is (byte)'"' or (byte)'\\')
            {
                quoted.Append('\\').Append((char)octet);
            }
            else if (octet == ' ' || AsciiText.IsVisible((char)octet))
            {
                quoted.Append((char)octet);
            }
            else
            {
                quoted.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
            }
        }

        return quoted.Append('"').ToString();
    }
}
