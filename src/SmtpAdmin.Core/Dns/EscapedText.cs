using System.Globalization;
using System.Text;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Makes text from the wire safe to show: a record can hold any byte, terminal control sequences among them.
/// </summary>
internal static class EscapedText
{
    private const int ShortLength = 80;

    /// <summary>
    /// Writes control characters as <c>\DDD</c>, as zone files do (RFC 1035, section 5.1); a tab stays.
    /// </summary>
    public static string Escape(string text)
    {
        StringBuilder? result = null;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == '\t' || !WireText.IsHarmful(character))
            {
                result?.Append(character);
                continue;
            }

            result ??= new StringBuilder(text, 0, i, text.Length + 3);
            if (character <= byte.MaxValue)
            {
                result.Append('\\').Append(((int)character).ToString("D3", CultureInfo.InvariantCulture));
            }
            else
            {
                result.Append(WireText.Substitute);
            }
        }

        return result?.ToString() ?? text;
    }

    /// <summary>Escapes the text and cuts what is too long for a message.</summary>
    public static string Shorten(string text) =>
        text.Length <= ShortLength ? Escape(text) : Escape(text.Substring(0, ShortLength)) + "...";
}
