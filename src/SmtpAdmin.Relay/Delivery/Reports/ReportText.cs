using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>
/// Text for a report. What a client or a server said is theirs: it is bounded, loses all that is not printable ASCII,
/// and so can neither add a field nor end a part.
/// </summary>
internal static class ReportText
{
    private const int MaximumLength = 500;
    private const int LineLength = 76;

    /// <summary>One line of printable ASCII.</summary>
    public static string Plain(string text) => string.Create(
        Math.Min(text.Length, MaximumLength),
        text,
        static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = source[i] is >= ' ' and <= '~' ? source[i] : source[i] < ' ' ? ' ' : '?';
            }
        });

    /// <summary>A field, folded at spaces (RFC 5322, section 2.2.3).</summary>
    public static string Field(string name, string value) => Wrap($"{name}: {Plain(value)}".TrimEnd(), "    ") + "\r\n";

    /// <summary>A paragraph, with a line break at spaces where a line grows long.</summary>
    public static string Wrap(string text, string indent)
    {
        var result = new StringBuilder(text.Length + 16);
        int length = 0;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (length > 0 && length + 1 + word.Length > LineLength)
            {
                result.Append("\r\n").Append(indent);
                length = indent.Length;
            }
            else if (length > 0)
            {
                result.Append(' ');
                length++;
            }

            result.Append(word);
            length += word.Length;
        }

        return result.ToString();
    }

    /// <summary>A date of RFC 5322, section 3.3.</summary>
    public static string Date(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    /// <summary>An address with its type: rfc822, or utf-8 where it has characters beyond ASCII (RFC 6533).</summary>
    public static string Address(string address) =>
        address.All(char.IsAscii) ? $"rfc822; {address}" : $"utf-8; {ToUtf8Xtext(address)}";

    /// <summary>An original recipient, whose type its client gave.</summary>
    public static string OriginalRecipient(string typed)
    {
        int semicolon = typed.IndexOf(';', StringComparison.Ordinal);
        if (semicolon <= 0)
        {
            return Address(typed);
        }

        string type = typed[..semicolon];
        string address = typed[(semicolon + 1)..].Trim();
        return address.All(char.IsAscii) ? $"{type}; {address}" : $"utf-8; {ToUtf8Xtext(address)}";
    }

    // utf-8-addr-xtext = 1*(QCHAR / EmbeddedUnicodeChar); EmbeddedUnicodeChar = "\x{" HEXPOINT "}" (RFC 6533, section 3)
    private static string ToUtf8Xtext(string address)
    {
        var result = new StringBuilder();
        foreach (Rune rune in address.EnumerateRunes())
        {
            bool isPlain = rune.Value is > ' ' and <= '~' and not ('+' or '=' or '\\');
            result.Append(isPlain
                ? rune.ToString()
                : string.Create(CultureInfo.InvariantCulture, $"\\x{{{rune.Value:X2}}}"));
        }

        return result.ToString();
    }
}
