namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Character classes of the RFCs' grammars (RFC 5234, appendix B.1); .NET's own take in all of Unicode.
/// </summary>
internal static class AsciiText
{
    public static bool IsDigit(char value) => value is >= '0' and <= '9';

    public static bool IsLetter(char value) => value is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    public static bool IsLetterOrDigit(char value) => IsDigit(value) || IsLetter(value);

    /// <summary>VCHAR: visible, no space.</summary>
    public static bool IsVisible(char value) => value is > ' ' and < '\x7F';
}
