using System;
using System.IO;
using System.Text;
using MimeKit;
using SmtpAdmin.Core.Messages;

namespace SmtpAdmin.Core.Composing.Stored;

/// <summary>
/// The header of a stored message: its fields for reading, and its bytes as they were, without the fields that must not
/// leave (RFC 5322, section 3.6.3: Bcc).
/// </summary>
internal sealed class HeaderBlock
{
    /// <summary>No honest header is longer; it is held in memory.</summary>
    public const int MaximumLength = 256 * 1024;

    // Keeps bytes above 127 apart from each other and from ASCII, so that they are seen to be no name.
    private static readonly Encoding s_latin1 = Encoding.GetEncoding("iso-8859-1");

    private HeaderBlock(HeaderList fields, byte[] bytes, int end)
    {
        Fields = fields;
        Bytes = bytes;
        End = end;
    }

    /// <summary>All fields, Bcc included.</summary>
    public HeaderList Fields { get; }

    /// <summary>The bytes before the empty line, without Bcc and Resent-Bcc.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where in the message the header ends: at the empty line, or at the message's end.</summary>
    public int End { get; }

    /// <summary>Reads the header from the first bytes of a message.</summary>
    /// <param name="start">The message, or as much of it as a header may be long.</param>
    /// <exception cref="FormatException">It does not begin with a header.</exception>
    public static HeaderBlock Read(ReadOnlySpan<byte> start)
    {
        using var kept = new MemoryStream();
        bool isKept = true;
        int number = 0;
        int position = 0;
        while (position < start.Length)
        {
            ReadOnlySpan<byte> line = TakeLine(start.Slice(position));
            if (line[0] is (byte)'\r' or (byte)'\n')
            {
                break;
            }

            number++;
            if (number == 1 || line[0] is not ((byte)' ' or (byte)'\t'))
            {
                isKept = !IsHidden(FieldName(line, number));
            }

            if (isKept)
            {
                kept.Write(line.ToArray(), 0, line.Length);
            }

            position += line.Length;
        }

        if (number == 0)
        {
            throw new FormatException("It does not begin with a header.");
        }

        if (position >= MaximumLength)
        {
            throw new FormatException($"Its header is longer than {MaximumLength} bytes.");
        }

        return new HeaderBlock(Parse(start.Slice(0, position)), kept.ToArray(), position);
    }

    private static HeaderList Parse(ReadOnlySpan<byte> header)
    {
        using var stream = new MemoryStream([.. header, .. "\r\n"u8], writable: false);
        return HeaderList.Load(MessageReader.ParserOptions, stream);
    }

    // A line with its end: CRLF, or a bare CR or LF as some programs store them.
    private static ReadOnlySpan<byte> TakeLine(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            return text;
        }

        bool isPair = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n';
        return text.Slice(0, end + (isPair ? 2 : 1));
    }

    // field-name = 1*ftext; obsolete syntax allows white space before the colon (RFC 5322, section 4.5)
    private static string FieldName(ReadOnlySpan<byte> line, int number)
    {
        int colon = line.IndexOf((byte)':');
        string name = colon < 0 ? string.Empty : s_latin1.GetString(line.Slice(0, colon).ToArray()).TrimEnd(' ', '\t');
        bool isName = name.Length > 0;
        foreach (char character in name)
        {
            isName &= character is > ' ' and < '\x7F';
        }

        return isName ? name : throw new FormatException($"Line {number} of its header is no field.");
    }

    private static bool IsHidden(string name) =>
        name.Equals("Bcc", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Resent-Bcc", StringComparison.OrdinalIgnoreCase);
}
