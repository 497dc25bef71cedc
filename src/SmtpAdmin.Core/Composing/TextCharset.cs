using System;
using System.Globalization;
using System.Text;

namespace SmtpAdmin.Core.Composing;

/// <summary>The charset of a message's text: its names, and what it does with characters that it lacks.</summary>
internal static class TextCharset
{
    private const int Utf7 = 65000;
    private const int Utf8 = 65001;
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// The encoding of a name: an IANA name, a code page's number, or a name that Send-MailMessage takes. UTF-7 is UTF-8
    /// here, since mail readers do not take UTF-7 any more.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such charset.</exception>
    public static Encoding Find(string name) => name.Trim().ToUpperInvariant() switch
    {
        "UTF8" or "UTF8BOM" or "UTF8NOBOM" or "UTF7" or "UTF-7" => s_utf8,
        "UNICODE" => Encoding.Unicode,
        "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
        "UTF32" => Encoding.UTF32,
        "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        "DEFAULT" => Encoding.Default,
        "ANSI" => FromCodePage(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        "OEM" => FromCodePage(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        _ => FromName(name.Trim()),
    };

    /// <summary>Encodes a text, in UTF-8 where no charset is given or the given one lacks a character: no text is lost.</summary>
    public static (byte[] Bytes, string Name) Encode(string text, Encoding? charset)
    {
        if (charset is null || charset.CodePage is Utf7 or Utf8)
        {
            return (s_utf8.GetBytes(text), "utf-8");
        }

        try
        {
            var strict = (Encoding)charset.Clone();
            strict.EncoderFallback = EncoderFallback.ExceptionFallback;
            return (strict.GetBytes(text), NameOf(charset));
        }
        catch (EncoderFallbackException)
        {
            return (s_utf8.GetBytes(text), "utf-8");
        }
    }

    // Without a byte order mark the name has to tell the order (RFC 2781, section 4).
    private static string NameOf(Encoding charset) => charset.CodePage switch
    {
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        _ => charset.WebName,
    };

    private static Encoding FromName(string name)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int codePage))
        {
            return FromCodePage(codePage);
        }

#if !NETSTANDARD2_0
        if (CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding)
        {
            return encoding;
        }
#endif
        return Encoding.GetEncoding(name);
    }

    private static Encoding FromCodePage(int codePage)
    {
        try
        {
#if !NETSTANDARD2_0
            if (CodePagesEncodingProvider.Instance.GetEncoding(codePage) is { } encoding)
            {
                return encoding;
            }
#endif
            return Encoding.GetEncoding(codePage);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or NotSupportedException)
        {
            throw new ArgumentException($"There is no code page {codePage}.", exception);
        }
    }
}
