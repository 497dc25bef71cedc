using System;
using System.Text;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>xtext = *( xchar / hexchar ); hexchar = "+" 2(%x30-39 / %x41-46) (RFC 3461, section 4)</summary>
internal static class Xtext
{
    /// <summary>
    /// Decodes a value that must be printable ASCII, as each that goes into a notification or a log (RFC 3461, sections
    /// 4.2 and 4.4).
    /// </summary>
    public static bool TryDecode(string value, out string text)
    {
        var result = new StringBuilder(value.Length);
        text = string.Empty;
        for (int index = 0; index < value.Length; index++)
        {
            char character = value[index];
            if (character == '+')
            {
                // Only upper case digits are hexchars.
                if (!TryReadHexadecimal(value.AsSpan(index + 1), out character) || character is < ' ' or > '~')
                {
                    return false;
                }

                index += 2;
            }
            else if (character is < '!' or > '~' or '=')
            {
                return false;
            }

            result.Append(character);
        }

        text = result.ToString();
        return true;
    }

    private static bool TryReadHexadecimal(ReadOnlySpan<char> text, out char character)
    {
        bool isHexadecimal = text.Length >= 2
            && char.IsAsciiHexDigitUpper(text[0])
            && char.IsAsciiHexDigitUpper(text[1]);
        character = isHexadecimal ? (char)Convert.FromHexString(text[..2])[0] : default;
        return isHexadecimal;
    }
}
