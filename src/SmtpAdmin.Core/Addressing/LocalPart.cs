using System;
using System.Globalization;
using System.Text;

namespace SmtpAdmin.Core.Addressing;

/// <summary>The part of an address before the at sign (RFC 5321, section 4.1.2; RFC 6531, section 3.3).</summary>
internal static class LocalPart
{
    // RFC 5321, section 4.5.3.1.1: octets, not characters.
    private const int MaximumOctets = 64;
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>Whether the text is a local part, quoted or not.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaximumOctets
        && Encoding.UTF8.GetByteCount(text) <= MaximumOctets
        && (text[0] == '"' ? IsQuotedString(text) : IsDotString(text));

    // Dot-string = Atom *("." Atom)
    private static bool IsDotString(string text) => Array.TrueForAll(text.Split('.'), IsAtom);

    // Atom = 1*atext, where atext includes UTF8-non-ascii
    private static bool IsAtom(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isAtext = text[i] < '\x80'
                ? char.IsLetterOrDigit(text[i]) || AtomSpecials.IndexOf(text[i]) >= 0
                : IsVisible(text, ref i);
            if (!isAtext)
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    // Quoted-string = DQUOTE *( %d32-33 / %d35-91 / %d93-126 / "\" %d32-126 / UTF8-non-ascii ) DQUOTE
    private static bool IsQuotedString(string text)
    {
        int last = text.Length - 1;
        for (int i = 1; i < last; i++)
        {
            if (text[i] == '\\')
            {
                i++;
                if (i >= last || text[i] is < ' ' or > '~')
                {
                    return false;
                }
            }
            else if (text[i] is '"' or < ' ' or '\x7F' || (text[i] > '\x7F' && !IsVisible(text, ref i)))
            {
                return false;
            }
        }

        return last > 0 && text[last] == '"';
    }

    // A character beyond ASCII that a reader can see: copied zero-width and separator characters are mistakes.
    private static bool IsVisible(string text, ref int index)
    {
        UnicodeCategory category = char.GetUnicodeCategory(text, index);
        if (char.IsHighSurrogate(text[index]) && category != UnicodeCategory.Surrogate)
        {
            index++;
        }

        return category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }
}
