using System.Globalization;
using System.Text;

namespace SmtpAdmin.Core.Addressing;

/// <summary>Text from outside, made safe for an error or a view: one line, no control characters, bounded.</summary>
internal static class PrintableText
{
    private const char Replacement = '\uFFFD';
    private const char Ellipsis = '\u2026';

    /// <summary>Whether a character ends a line, steers a terminal or turns the direction of writing.</summary>
    public static bool IsControl(char character) =>
        char.IsControl(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text with each control character replaced, cut to <paramref name="maximumLength"/>.</summary>
    public static string From(string? text, int maximumLength = 200)
    {
        string source = text ?? string.Empty;
        StringBuilder? printable = source.Length > maximumLength
            ? new StringBuilder(source, 0, maximumLength, maximumLength + 1).Append(Ellipsis)
            : null;
        for (int i = 0; i < source.Length && i < maximumLength; i++)
        {
            if (IsControl(source[i]))
            {
                printable ??= new StringBuilder(source);
                printable[i] = Replacement;
            }
        }

        return printable?.ToString() ?? source;
    }
}
