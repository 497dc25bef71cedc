using System;
using System.Linq;
using System.Text.RegularExpressions;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Profiles;

/// <summary>Which names a profile can have: those that are a plain file name on every system.</summary>
internal static class ProfileName
{
    private static readonly Regex s_plain = new(
        @"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?\z", RegexOptions.CultureInvariant);

    // Windows takes these for devices, whatever stands behind a dot.
    private static readonly string[] s_devices =
    [
        "CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).Select(i => $"COM{i}"), .. Enumerable.Range(0, 10).Select(i => $"LPT{i}"),
    ];

    /// <exception cref="SmtpAdminException">The name cannot be used (ProfileInvalid).</exception>
    public static string Check(string? name)
    {
        string text = name ?? string.Empty;
        if (!s_plain.IsMatch(text) || text.Contains(".."))
        {
            throw new SmtpAdminException(
                ErrorKind.ProfileInvalid,
                $"'{PrintableText.From(text)}' is no name for a profile: use up to 64 letters, digits, hyphens, underscores and dots, "
                + "the first a letter or digit, the last no dot.");
        }

        if (s_devices.Contains(text.Split('.')[0], StringComparer.OrdinalIgnoreCase))
        {
            throw new SmtpAdminException(ErrorKind.ProfileInvalid, $"'{text}' is the name of a device of Windows.");
        }

        return text;
    }
}
