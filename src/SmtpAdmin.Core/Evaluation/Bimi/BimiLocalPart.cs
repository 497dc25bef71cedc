using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>
/// Makes a selector of the local part of the author's address
/// (draft-brand-indicators-for-message-identification, section 4.5).
/// </summary>
internal static class BimiLocalPart
{
    private const int MaxLabelLength = 63;

    /// <summary>
    /// Returns the selector, in lower case; null where the local part makes none or begins with none of the prefixes.
    /// </summary>
    /// <param name="localPart">The local part, its subaddress included.</param>
    /// <param name="prefixes">The prefixes of the record; with none every local part has a selector.</param>
    public static string? TryMakeSelector(string localPart, IReadOnlyList<string> prefixes)
    {
        var selector = new StringBuilder();
        foreach (char c in localPart.Split('+')[0])
        {
            bool isDash = c is '_' or '.' or '-';
            if (isDash && selector.Length > 0 && selector[selector.Length - 1] == '-')
            {
                continue;
            }

            if (!isDash && !Dns.AsciiText.IsLetterOrDigit(c))
            {
                return null;
            }

            selector.Append(isDash ? '-' : char.ToLowerInvariant(c));
        }

        string name = selector.ToString().Trim('-');
        return name.Length is > 0 and <= MaxLabelLength
            && (prefixes.Count == 0 || prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            ? name
            : null;
    }
}
