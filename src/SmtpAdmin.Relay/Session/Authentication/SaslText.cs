using System;
using System.Buffers;
using System.Linq;
using System.Text.Unicode;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>Text in the messages of mechanisms, which is UTF-8 (RFC 4422, section 5).</summary>
internal static class SaslText
{
    private const int MaximumName = 255;

    /// <summary>Takes well-formed UTF-8 only: two names must not become one by a replacement.</summary>
    public static bool TryDecode(byte[] octets, out string text)
    {
        char[] characters = new char[octets.Length];
        OperationStatus status = Utf8.ToUtf16(
            octets, characters, out _, out int length, replaceInvalidSequences: false);
        text = new string(characters, 0, length);
        return status == OperationStatus.Done;
    }

    /// <summary>Whether a text may be a user's name: it goes into logs, and so has no controls.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= MaximumName && !text.Any(char.IsControl);

    /// <summary>saslname: "=2C" for a comma and "=3D" for "=", which stands for nothing else (RFC 5802, section 7).</summary>
    /// <returns>The name, or null where the text is none.</returns>
    public static string? DecodeName(string saslName)
    {
        string name = saslName.Replace("=2C", ",", StringComparison.Ordinal);
        int escapes = name.Split("=3D").Length - 1;
        return name.Count(static character => character == '=') == escapes
            ? name.Replace("=3D", "=", StringComparison.Ordinal)
            : null;
    }
}
