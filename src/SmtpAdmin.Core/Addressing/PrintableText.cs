using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Addressing;

/// <summary>Text from outside, made fit for an error or a view: one line, no control characters, bounded.</summary>
internal static class PrintableText
{
    private const string Ellipsis = "\u2026";

    /// <summary>The text with each control character replaced, cut to <paramref name="maximumLength"/>.</summary>
    public static string From(string? text, int maximumLength = 200)
    {
        string source = text ?? string.Empty;
        return source.Length <= maximumLength
            ? WireText.Printable(source)
            : WireText.Printable(source.Substring(0, maximumLength)) + Ellipsis;
    }
}
