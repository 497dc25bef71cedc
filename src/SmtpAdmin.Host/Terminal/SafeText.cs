using System.Text;

namespace SmtpAdmin.Host.Terminal;

/// <summary>
/// Takes control characters out of text that may come from a mail server: an escape sequence in a reply must not
/// reach the reader's terminal.
/// </summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    public static string OneLine(string text) => Replace(text, keepLines: false);

    public static string Lines(string text) => Replace(text.ReplaceLineEndings("\n"), keepLines: true);

    private static string Replace(string text, bool keepLines)
    {
        StringBuilder safe = new(text.Length);
        foreach (char c in text)
        {
            safe.Append(c switch
            {
                '\n' when keepLines => c,
                '\n' or '\r' or '\t' => ' ',
                _ => char.IsControl(c) ? Replacement : c,
            });
        }

        return safe.ToString();
    }
}
