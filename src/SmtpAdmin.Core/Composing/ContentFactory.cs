using System.IO;
using MimeKit;

namespace SmtpAdmin.Core.Composing;

/// <summary>Fixes the bytes of a composed message: in memory where it is small, else as a way to write them.</summary>
internal static class ContentFactory
{
    private const long MaximumInMemory = 1024 * 1024;
    private const int InitialCapacity = 4096;

    private static readonly FormatOptions s_encoded = CreateFormat(isUtf8: false);
    private static readonly FormatOptions s_utf8 = CreateFormat(isUtf8: true);

    /// <summary>Takes the message over.</summary>
    /// <exception cref="SmtpAdminException">AttachmentUnreadable: a part of it cannot be read.</exception>
    public static MessageContent Create(MimeMessage message, bool isUtf8)
    {
        FormatOptions format = isUtf8 ? s_utf8 : s_encoded;
        if (SizeOfParts(message.Body) > MaximumInMemory)
        {
            return new StreamedContent(message, format);
        }

        using var bytes = new MemoryStream(InitialCapacity);
        message.WriteTo(format, bytes);
        message.Dispose();
        return new BufferedContent(bytes.GetBuffer(), (int)bytes.Length);
    }

    private static long SizeOfParts(MimeEntity? entity)
    {
        switch (entity)
        {
            case MimePart { Content: { } content }:
                return content.Stream?.Length ?? 0;
            case Multipart parts:
                long size = 0;
                foreach (MimeEntity part in parts)
                {
                    size += SizeOfParts(part);
                }

                return size;
            default:
                return 0;
        }
    }

    private static FormatOptions CreateFormat(bool isUtf8)
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        format.International = isUtf8;
        return format;
    }
}
