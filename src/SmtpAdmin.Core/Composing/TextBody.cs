using System;
using System.IO;
using System.Text;
using MimeKit;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// Makes a text part that no later hop needs to touch: lines as CRLF (RFC 2046, section 4.1.1), and encoded unless it is
/// plain ASCII in short lines that survive any gateway (RFC 2045, section 6.7; RFC 5322, section 2.1.1).
/// </summary>
internal static class TextBody
{
    private const int MaximumLineLength = 78;

    // Quoted-printable makes three bytes of one, base64 four of three: beyond a sixth, base64 is the shorter.
    private const int Base64Divisor = 6;

    public static MimePart Create(string subtype, string text, Encoding? charset)
    {
        text = WithCrLf(text);
        (byte[] bytes, string charsetName) = TextCharset.Encode(text, charset);
        var type = new ContentType("text", subtype);
        type.Parameters.Add("charset", charsetName);
        return new MimePart(type)
        {
            Content = new MimeContent(new MemoryStream(bytes, writable: false)),
            ContentTransferEncoding = ChooseEncoding(bytes),
        };
    }

    private static string WithCrLf(string text)
    {
        int lineEnd = text.IndexOfAny(['\r', '\n']);
        if (lineEnd < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 64);
        int start = 0;
        for (; lineEnd >= 0; lineEnd = text.IndexOfAny(['\r', '\n'], start))
        {
            result.Append(text, start, lineEnd - start).Append("\r\n");
            bool isPair = text[lineEnd] == '\r' && lineEnd + 1 < text.Length && text[lineEnd + 1] == '\n';
            start = lineEnd + (isPair ? 2 : 1);
        }

        return result.Append(text, start, text.Length - start).ToString();
    }

    private static ContentEncoding ChooseEncoding(ReadOnlySpan<byte> bytes)
    {
        int encoded = 0;
        bool isFragile = false;
        int lineStart = 0;
        for (int i = 0; i <= bytes.Length; i++)
        {
            byte value = i < bytes.Length ? bytes[i] : (byte)'\r';
            if (value == '\r')
            {
                isFragile |= IsFragile(bytes.Slice(lineStart, i - lineStart));
                lineStart = i + 2;
                i++;
            }
            else if (value is > 126 or (< 32 and not (byte)'\t'))
            {
                encoded++;
            }
        }

        return encoded > bytes.Length / Base64Divisor ? ContentEncoding.Base64
            : encoded > 0 || isFragile ? ContentEncoding.QuotedPrintable
            : ContentEncoding.SevenBit;
    }

    // Gateways fold long lines, drop white space at their ends and escape "From " at their start.
    private static bool IsFragile(ReadOnlySpan<byte> line) =>
        line.Length > MaximumLineLength
        || (line.Length > 0 && line[line.Length - 1] is (byte)' ' or (byte)'\t')
        || line.StartsWith("From "u8);
}
