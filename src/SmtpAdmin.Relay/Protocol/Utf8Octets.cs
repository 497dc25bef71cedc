using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// Reads UTF-8 out of a line, which holds one octet in each character (RFC 6531, section 3.3; RFC 3629).
/// </summary>
internal static class Utf8Octets
{
    private const char LineSeparator = '\u2028';
    private const char ParagraphSeparator = '\u2029';

    /// <summary>The octets of a text, one in each character, as they stand in a line.</summary>
    public static string Encode(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Takes well-formed UTF-8 without controls: neither the C1 controls nor the line ends of Unicode.</summary>
    public static bool TryDecode(string octets, out string text)
    {
        text = octets;
        if (Ascii.IsValid(octets))
        {
            return true;
        }

        char[] decoded = new char[octets.Length];
        OperationStatus status = Utf8.ToUtf16(
            Encoding.Latin1.GetBytes(octets), decoded, out _, out int length, replaceInvalidSequences: false);
        text = new string(decoded, 0, length);
        return status == OperationStatus.Done && !HasControl(text);
    }

    private static bool HasControl(string text)
    {
        foreach (char character in text)
        {
            if (char.IsControl(character) || character is LineSeparator or ParagraphSeparator)
            {
                return true;
            }
        }

        return false;
    }
}
