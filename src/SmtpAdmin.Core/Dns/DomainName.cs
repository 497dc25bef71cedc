using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Brings a domain as a user types it into the form that is asked for: lower case, A-labels, no final dot.
/// Of an e-mail address the domain is taken. Labels have 1 to 63 letters, digits, hyphens or underscores, no hyphen
/// at either end (RFC 1123, section 2.1; the underscore is that of <c>_dmarc</c>); a name has at most 253.
/// </summary>
internal static class DomainName
{
    private const int MaxLabelLength = 63;

    // RFC 1035, section 2.3.4 allows 255 octets on the wire: one for the first length, one for the root.
    private const int MaxLength = 253;

    // More than any valid name can have, A-labels included; keeps the conversion from working on a novel.
    private const int MaxInputLength = 1024;

    // UseStd3AsciiRules would refuse the underscore; the rules above are checked after the conversion.
    private static readonly IdnMapping s_idn = new() { UseStd3AsciiRules = false };

    /// <summary>Returns the domain in normal form.</summary>
    /// <exception cref="SmtpAdminException">DomainInvalid: the text names no domain.</exception>
    public static string Parse(string text) =>
        TryParse(text, out string? domain)
            ? domain
            : throw new SmtpAdminException(
                ErrorKind.DomainInvalid, $"'{EscapedText.Shorten(text ?? string.Empty)}' is not a domain name.");

    /// <summary>Returns whether the text names a domain, and the domain in normal form.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? domain)
    {
        domain = null;
        string name = (text ?? string.Empty).Trim();
        name = name.Substring(name.LastIndexOf('@') + 1);
        if (name.Length is 0 or > MaxInputLength || !TryToAscii(name, out string ascii))
        {
            return false;
        }

        ascii = ascii.EndsWith(".", StringComparison.Ordinal) ? ascii.Substring(0, ascii.Length - 1) : ascii;
        string[] labels = ascii.Split('.');
        if (ascii.Length > MaxLength || !Array.TrueForAll(labels, IsLabel) || IsNumber(labels[labels.Length - 1]))
        {
            return false;
        }

        domain = ascii.ToLowerInvariant();
        return true;
    }

    /// <summary>The name one label up; null for a single label.</summary>
    public static string? Parent(string name)
    {
        int dot = name.IndexOf('.');
        return dot < 0 ? null : name.Substring(dot + 1);
    }

    /// <summary>Whether a name is another or lies below it.</summary>
    public static bool IsAtOrBelow(string name, string domain) =>
        name.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
        && (name.Length == domain.Length || name[name.Length - domain.Length - 1] == '.');

    private static bool TryToAscii(string name, out string ascii)
    {
        ascii = name;
        foreach (char character in name)
        {
            if (character > '\x7F')
            {
                return TryMap(name, out ascii);
            }
        }

        return true;
    }

    private static bool TryMap(string name, out string ascii)
    {
        try
        {
            ascii = s_idn.GetAscii(name);
            return true;
        }
        catch (ArgumentException)
        {
            ascii = string.Empty;
            return false;
        }
    }

    private static bool IsLabel(string label)
    {
        foreach (char character in label)
        {
            if (!AsciiText.IsLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return label.Length is > 0 and <= MaxLabelLength && label[0] != '-' && label[label.Length - 1] != '-';
    }

    // RFC 3696, section 2: no top-level domain is all digits; what looks so is an IPv4 address.
    private static bool IsNumber(string label)
    {
        foreach (char character in label)
        {
            if (!AsciiText.IsDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
