using System;
using System.Globalization;
using System.Text;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Expands the macros of texts whose syntax was checked (RFC 7208, section 7).</summary>
internal static class SpfMacroText
{
    // Longer than any reply line can carry (RFC 5321, section 4.5.3.1.5), short enough to show.
    private const int MaxExplanationLength = 1000;

    /// <summary>Whether a text uses a macro.</summary>
    public static bool Uses(string text, char letter) =>
        text.IndexOf("%{" + letter, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>
    /// Expands a domain-spec to a name without its final dot. Of a name over 253 characters labels are cut from the left
    /// (section 7.3), so no more than its end is ever kept. Null where a macro has no value.
    /// </summary>
    public static string? ExpandDomain(string text, Func<char, string?> valueOf)
    {
        var result = new StringBuilder();
        bool known = Expand(text, valueOf, result, static builder =>
        {
            int excess = builder.Length - (2 * SpfName.MaxLength);
            if (excess > SpfName.MaxLength)
            {
                builder.Remove(0, excess);
            }

            return true;
        });
        string name = result.ToString();
        name = name.EndsWith(".", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) : name;
        return known ? Truncate(name) : null;
    }

    /// <summary>Expands an explanation; what is longer than can be used is cut.</summary>
    public static string? ExpandExplanation(string text, Func<char, string?> valueOf)
    {
        var result = new StringBuilder();
        bool known = Expand(text, valueOf, result, static builder => builder.Length < MaxExplanationLength);
        result.Length = Math.Min(result.Length, MaxExplanationLength);
        return known ? result.ToString() : null;
    }

    private static string Truncate(string name)
    {
        int start = Math.Max(0, name.Length - SpfName.MaxLength);
        if (start == 0 || name[start - 1] == '.')
        {
            return name.Substring(start);
        }

        int dot = name.IndexOf('.', start);
        return dot < 0 ? name : name.Substring(dot + 1);
    }

    private static bool Expand(
        string text, Func<char, string?> valueOf, StringBuilder result, Func<StringBuilder, bool> goesOn)
    {
        int at = 0;
        while (at < text.Length && goesOn(result))
        {
            if (text[at] != '%')
            {
                result.Append(text[at++]);
                continue;
            }

            if (text[at + 1] != '{')
            {
                result.Append(text[at + 1] switch { '_' => " ", '-' => "%20", _ => "%" });
                at += 2;
                continue;
            }

            int end = text.IndexOf('}', at);
            if (ExpandMacro(text.Substring(at + 2, end - at - 2), valueOf) is not { } value)
            {
                return false;
            }

            result.Append(value);
            at = end + 1;
        }

        goesOn(result);
        return true;
    }

    // macro-letter transformers *delimiter ; transformers = *DIGIT [ "r" ]
    private static string? ExpandMacro(string macro, Func<char, string?> valueOf)
    {
        char letter = macro[0];
        int digitsEnd = 1;
        while (digitsEnd < macro.Length && AsciiText.IsDigit(macro[digitsEnd]))
        {
            digitsEnd++;
        }

        bool reverse = digitsEnd < macro.Length && macro[digitsEnd] is 'r' or 'R';
        string delimiters = macro.Substring(reverse ? digitsEnd + 1 : digitsEnd);
        string? value = valueOf(char.ToLowerInvariant(letter));
        if (value is null)
        {
            return null;
        }

        if (macro.Length > 1)
        {
            value = Transform(value, macro.Substring(1, digitsEnd - 1), reverse, delimiters);
        }

        // Uppercase macros expand as the lowercase ones, and are then URL escaped (section 7.3).
        return letter is >= 'A' and <= 'Z' ? Uri.EscapeDataString(value) : value;
    }

    private static string Transform(string value, string digits, bool reverse, string delimiters)
    {
        string[] parts = value.Split((delimiters.Length == 0 ? "." : delimiters).ToCharArray());
        if (reverse)
        {
            Array.Reverse(parts);
        }

        // More digits than an int holds ask for more parts than there are.
        int keep = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? Math.Min(count, parts.Length)
            : parts.Length;
        return string.Join(".", parts, parts.Length - keep, keep);
    }
}
