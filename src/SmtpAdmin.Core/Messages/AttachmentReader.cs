using System.IO;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Messages;

/// <summary>Decodes a part of a message that is an attachment. Decoding never makes it larger than it was.</summary>
internal static class AttachmentReader
{
    public static MessageAttachment Read(MimeEntity entity)
    {
        byte[] content = Decode(entity);
        string? fileName = entity.ContentDisposition?.FileName ?? entity.ContentType.Name;
        return new MessageAttachment
        {
            FileName = fileName is null ? null : PrintableText.From(fileName),
            ContentType = PrintableText.From(entity.ContentType.MimeType),
            Size = content.LongLength,
            Content = content,
        };
    }

    // An attached message is its own bytes; any other part is what its transfer encoding holds.
    private static byte[] Decode(MimeEntity entity)
    {
        using var content = new MemoryStream();
        switch (entity)
        {
            case MessagePart { Message: { } message }:
                message.WriteTo(content);
                break;
            case MimePart { Content: { } encoded }:
                encoded.DecodeTo(content);
                break;
        }

        return content.ToArray();
    }
}
