using System;
using System.Globalization;

namespace SmtpAdmin;

/// <summary>An enhanced mail system status code such as <c>5.7.1</c> (RFC 3463, section 2).</summary>
/// <param name="Class">2 for success, 4 for a transient failure, 5 for a permanent one.</param>
/// <param name="Subject">The area that the code speaks of, 0 to 999.</param>
/// <param name="Detail">The condition within the area, 0 to 999.</param>
public readonly record struct EnhancedStatusCode(int Class, int Subject, int Detail)
{
    /// <summary>Reads <c>class "." subject "." detail</c>, with nothing before or behind it.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="code">The code, when the result is true.</param>
    /// <returns>Whether <paramref name="text"/> is a code of class 2, 4 or 5.</returns>
    public static bool TryParse(string? text, out EnhancedStatusCode code)
    {
        code = default;
        string[] parts = (text ?? string.Empty).Split('.');
        if (parts.Length != 3
            || !TryParsePart(parts[0], maximumLength: 1, out int statusClass)
            || statusClass is not (2 or 4 or 5)
            || !TryParsePart(parts[1], maximumLength: 3, out int subject)
            || !TryParsePart(parts[2], maximumLength: 3, out int detail))
        {
            return false;
        }

        code = new EnhancedStatusCode(statusClass, subject, detail);
        return true;
    }

    /// <summary>Returns the code as it stands on the wire, for example <c>5.7.1</c>.</summary>
    /// <returns>The three numbers, separated by dots.</returns>
    public override string ToString() => FormattableString.Invariant($"{Class}.{Subject}.{Detail}");

    private static bool TryParsePart(string text, int maximumLength, out int value)
    {
        value = 0;
        return text.Length > 0
            && text.Length <= maximumLength
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
