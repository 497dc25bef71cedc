using System.Text;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Writes text so that PowerShell reads it back as it is and runs nothing of it.</summary>
internal static class PowerShellText
{
    /// <summary>The text between single quotes, within which only a quote means anything; it is doubled.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('\'');
        foreach (char character in text)
        {
            // PowerShell takes the typographic quotes for single quotes too.
            if (character is '\'' or (>= '\u2018' and <= '\u201B'))
            {
                quoted.Append(character);
            }

            quoted.Append(character);
        }

        return quoted.Append('\'').ToString();
    }
}
