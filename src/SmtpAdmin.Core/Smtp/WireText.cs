using System.Text;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Text that a peer sent, made fit for a log, an error or a screen.</summary>
internal static class WireText
{
    // A terminal or log viewer acts on control characters; a peer must not be able to send it any.
    public const char Substitute = '\uFFFD';

    /// <summary>Decodes UTF-8 (RFC 6531, section 3.7.1, allows it in replies) and replaces what is not text.</summary>
    public static string Decode(byte[] bytes, int offset, int count) =>
        Printable(Encoding.UTF8.GetString(bytes, offset, count));

    /// <summary>Replaces control characters; a tab becomes a space.</summary>
    public static string Printable(string text)
    {
        StringBuilder? result = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (IsHarmful(text[i]))
            {
                result ??= new StringBuilder(text);
                result[i] = text[i] == '\t' ? ' ' : Substitute;
            }
        }

        return result?.ToString() ?? text;
    }

    /// <summary>Whether a character steers a terminal, ends a line or turns the direction of writing.</summary>
    public static bool IsHarmful(char c) =>
        char.IsControl(c)
        || c is '\u2028' or '\u2029' // line and paragraph separator
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'); // change of writing direction
}
