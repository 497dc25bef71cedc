using System;
using System.Text;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>
/// Text of which nobody says in what charset it is: UTF-8 where it is valid (what today's publishers write), otherwise
/// Latin-1, in which each octet is a character and none is lost.
/// </summary>
internal static class OctetText
{
    private const int Latin1CodePage = 28591;

    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding s_latin1 = Encoding.GetEncoding(Latin1CodePage);

    public static string Decode(ReadOnlySpan<byte> octets) => Decode(octets.ToArray(), octets.Length);

    public static string Decode(byte[] octets, int count)
    {
        try
        {
            return s_utf8.GetString(octets, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return s_latin1.GetString(octets, 0, count);
        }
    }
}
