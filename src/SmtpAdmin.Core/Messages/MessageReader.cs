using System;
using System.IO;
using System.Linq;
using System.Text;
using MimeKit;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Messages;

/// <summary>Reads a stored message. The message is hostile: reading is bounded and never throws on what it says.</summary>
internal static class MessageReader
{
    private const int MaximumDepth = 32;
    private const int MaximumParts = 1_000;
    private const int MaximumHeaders = 5_000;
    private const int MaximumRawText = 256 * 1024;

    /// <summary>How every reading of a stored message parses.</summary>
    internal static ParserOptions ParserOptions { get; } = CreateOptions();

    /// <summary>Reads the message, or gives its bytes as text where it cannot be taken apart.</summary>
    public static MessageContent Read(byte[] raw)
    {
        try
        {
            return MessageLimitReader.IsWithin(raw, MaximumParts, MaximumHeaders) ? ReadMime(raw) : AsRawText(raw);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException
            or NotSupportedException or InvalidOperationException or IOException)
        {
            return AsRawText(raw);
        }
    }

    private static MessageContent ReadMime(byte[] raw)
    {
        using var stream = new MemoryStream(raw, writable: false);
        using MimeMessage message = new MimeParser(ParserOptions, stream, MimeFormat.Entity).ParseMessage();
        return new MessageContent
        {
            Subject = Printable(message.Subject),
            Headers = [.. message.Headers.Select(header => new MessageHeader(header.Field, Printable(header.Value)))],
            Text = message.TextBody,
            Html = message.HtmlBody,
            Attachments = [.. message.BodyParts.Where(IsAttachment).Select(AttachmentReader.Read)],
        };
    }

    // Whatever is not shown as text is listed, so that nothing in the message stays unseen.
    private static bool IsAttachment(MimeEntity part) => part.IsAttachment || part is not TextPart;

    private static MessageContent AsRawText(byte[] raw) => new()
    {
        Text = Encoding.UTF8.GetString(raw, 0, Math.Min(raw.Length, MaximumRawText)),
        IsPartial = true,
    };

    // Encoded words can carry any character.
    private static string Printable(string? value) => WireText.Printable(value ?? string.Empty);

    private static ParserOptions CreateOptions()
    {
        ParserOptions options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = MaximumDepth;
        return options;
    }
}
