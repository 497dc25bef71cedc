using System.Collections.Generic;

namespace SmtpAdmin.Core.Addressing;

/// <summary>Divides a text at the commas and semicolons that stand outside quotes and angle brackets.</summary>
internal static class MailAddressList
{
    /// <summary>The elements without the spaces around them; empty elements are left out.</summary>
    public static IEnumerable<string> Split(string text)
    {
        int start = 0;
        bool isQuoted = false;
        bool isBracketed = false;
        for (int i = 0; i <= text.Length; i++)
        {
            char character = i < text.Length ? text[i] : ',';
            if (isQuoted && character == '\\')
            {
                i++;
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && character is '<' or '>')
            {
                isBracketed = character == '<';
            }

            bool isEnd = i >= text.Length;
            if (isEnd || (character is ',' or ';' && !isQuoted && !isBracketed))
            {
                string element = text.Substring(start, (isEnd ? text.Length : i) - start).Trim(' ');
                start = i + 1;
                if (element.Length > 0)
                {
                    yield return element;
                }
            }
        }
    }
}
