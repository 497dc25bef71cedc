using System;
using System.Diagnostics.CodeAnalysis;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// A name that can be asked for. Beyond domains as users type them these are names that a policy makes up: the macro
/// %{l} of SPF (RFC 7208, section 7.2) brings in a local part, and a label may hold any octet (RFC 2181, section 11).
/// Taken are labels of 1 to 63 visible ASCII characters, in lower case, at most 253 in all.
/// </summary>
internal static class QueryName
{
    private const int MaxLabelLength = 63;
    private const int MaxLength = 253;

    /// <summary>Returns the name as it is asked for.</summary>
    /// <exception cref="SmtpAdminException">DomainInvalid: the text is no name.</exception>
    public static string Parse(string text) => TryParseMadeUp(text, out string? name) ? name : DomainName.Parse(text);

    private static bool TryParseMadeUp(string? text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        string source = text ?? string.Empty;
        int end = source.EndsWith(".", StringComparison.Ordinal) ? source.Length - 1 : source.Length;
        if (end is 0 or > MaxLength)
        {
            return false;
        }

        int label = 0;
        bool isNumber = true;
        for (int i = 0; i < end; i++)
        {
            char character = source[i];
            if (character == '.')
            {
                if (label is 0 or > MaxLabelLength)
                {
                    return false;
                }

                label = 0;
                isNumber = true;
                continue;
            }

            // Of an address the domain is meant, and a backslash would be an escape: DomainName knows what to do.
            if (!AsciiText.IsVisible(character) || character is '@' or '\\')
            {
                return false;
            }

            label++;
            isNumber &= AsciiText.IsDigit(character);
        }

        // No top-level domain is all digits (RFC 3696, section 2): what looks so is an IPv4 address.
        if (label is 0 or > MaxLabelLength || isNumber)
        {
            return false;
        }

        name = source.Substring(0, end).ToLowerInvariant();
        return true;
    }
}
