using System;
using System.Buffers;
using System.Text;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// The value of ORCPT: original-recipient-address = addr-type ";" xtext (RFC 3461, section 4.2), and of the type utf-8
/// in the forms of RFC 6533, section 3.
/// </summary>
internal static class OriginalRecipient
{
    // RFC 3461, section 5.4
    private const int MaximumLength = 500;

    private const string Utf8Type = "utf-8";

    // addr-type = atom
    private static readonly SearchValues<char> s_atom = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    /// <summary>Gives back type, semicolon and address, decoded.</summary>
    public static bool TryDecode(string? value, out string decoded)
    {
        decoded = string.Empty;
        int semicolon = value?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        if (semicolon <= 0 || Encoding.UTF8.GetByteCount(value!) > MaximumLength)
        {
            return false;
        }

        string type = value![..semicolon];
        string address = value[(semicolon + 1)..];
        bool isUtf8 = type.Equals(Utf8Type, StringComparison.OrdinalIgnoreCase);
        bool isValid = isUtf8 ? TryDecodeUtf8(address, out string text) : Xtext.TryDecode(address, out text);
        decoded = $"{type};{text}";
        return isValid && text.Length > 0 && !type.AsSpan().ContainsAnyExcept(s_atom);
    }

    /// <summary>
    /// utf-8-addr-xtext = 1*(QCHAR / EmbeddedUnicodeChar), and utf-8-addr-unitext with UTF-8 as it is. QCHAR leaves out
    /// "+", "=" and the backslash.
    /// </summary>
    private static bool TryDecodeUtf8(string address, out string text)
    {
        var result = new StringBuilder(address.Length);
        text = string.Empty;
        for (int index = 0; index < address.Length; index++)
        {
            if (address[index] is '+' or '=' or <= ' ')
            {
                return false;
            }

            if (address[index] != '\\')
            {
                result.Append(address[index]);
                continue;
            }

            int length = EmbeddedCharacter(address.AsSpan(index), out Rune character);
            if (length == 0)
            {
                return false;
            }

            result.Append(character.ToString());
            index += length - 1;
        }

        text = result.ToString();
        return true;
    }

    /// <summary>EmbeddedUnicodeChar = %x5C.78 "{" HEXPOINT "}"; controls are no part of an address here.</summary>
    /// <returns>How many characters it takes, or 0 where it is none.</returns>
    private static int EmbeddedCharacter(ReadOnlySpan<char> text, out Rune character)
    {
        const string Start = "\\x{";
        const int MaximumDigits = 6;
        character = default;
        int end = text.IndexOf('}');
        if (!text.StartsWith(Start, StringComparison.Ordinal) || end - Start.Length is < 2 or > MaximumDigits)
        {
            return 0;
        }

        int point = 0;
        foreach (char digit in text[Start.Length..end])
        {
            if (!char.IsAsciiHexDigitUpper(digit))
            {
                return 0;
            }

            point = (point << 4) | Convert.ToInt32(digit.ToString(), 16);
        }

        return Rune.TryCreate(point, out character) && !Rune.IsControl(character) ? end + 1 : 0;
    }
}
