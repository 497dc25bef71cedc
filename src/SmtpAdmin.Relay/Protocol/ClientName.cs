using System;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>The argument of EHLO and HELO.</summary>
internal static class ClientName
{
    private const int MaximumLength = 255;

    /// <summary>
    /// Takes any visible ASCII text without spaces. RFC 5321, section 4.1.1.1 asks for a domain or an address literal,
    /// but machines send names with underscores and worse, and section 4.1.4 forbids to refuse mail for a wrong name.
    /// </summary>
    public static bool IsAcceptable(string text)
    {
        return text.Length is > 0 and <= MaximumLength && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
    }
}
