using System;
using System.IO;
using System.Text;
using MimeKit;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Composing;

/// <summary>Makes a part of an attachment: always base64, so that the bytes arrive as they are.</summary>
internal static class AttachmentPart
{
    private const string AnyType = "application/octet-stream";
    private const string ContentIdSpecials = "!#$%&'*+-/=?^_`{|}~.@";

    /// <summary>A part that stands beside the text.</summary>
    /// <exception cref="SmtpAdminException">The attachment cannot be read, or its name or type cannot be used.</exception>
    public static MimePart Create(SmtpAttachment attachment) =>
        Create(attachment, ContentDisposition.Attachment, FileNameOf(attachment));

    /// <summary>A part that the HTML shows.</summary>
    /// <exception cref="SmtpAdminException">The attachment cannot be read, or its name, type or id cannot be used.</exception>
    public static MimePart CreateInline(InlineAttachment inline)
    {
        string id = inline.ContentId;
        foreach (char character in id)
        {
            if (!IsContentIdCharacter(character))
            {
                throw Invalid($"The id '{PrintableText.From(id)}' of an inline attachment has other characters than "
                    + "letters, digits and those of an address.");
            }
        }

        if (id.Length is 0 or > 200)
        {
            throw Invalid("The id of an inline attachment is empty or longer than 200 characters.");
        }

        string name = FileNameOf(inline.Attachment) is { Length: > 0 } given ? given : id;
        MimePart part = Create(inline.Attachment, ContentDisposition.Inline, name);
        part.Headers.Replace(new Header(HeaderId.ContentId, $"<{id}>"));
        return part;
    }

    private static MimePart Create(SmtpAttachment attachment, string disposition, string name)
    {
        if (name.Length == 0)
        {
            throw Invalid("An attachment of bytes or of a stream has no Name.");
        }

        CheckText("name", name);
        Stream content = Open(attachment);
        try
        {
            ContentType type = TypeOf(attachment, name, content, disposition == ContentDisposition.Inline);
            return new MimePart(type)
            {
                Content = new MimeContent(content),
                ContentDisposition = new ContentDisposition(disposition) { FileName = name },
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = name,
            };
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static Stream Open(SmtpAttachment attachment) => attachment.Content switch
    {
        byte[] bytes => new MemoryStream(bytes, writable: false),
        Stream stream => StreamSpool.Open(stream),
        string text => new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false),
        _ => new AttachedFile(attachment.Path!),
    };

    private static string FileNameOf(SmtpAttachment attachment) =>
        attachment.Name ?? Path.GetFileName(attachment.Path ?? string.Empty);

    private static ContentType TypeOf(SmtpAttachment attachment, string name, Stream content, bool isImage)
    {
        ContentType type = attachment.ContentType is { } stated ? ParseType(stated) : GuessType(name, content, isImage);
        string? charset = attachment.Charset ?? (attachment.Content is string ? "utf-8" : null);
        if (charset is not null && type.MediaType.Equals("text", StringComparison.OrdinalIgnoreCase))
        {
            CheckText("charset", charset);
            type.Charset = charset;
        }

        return type;
    }

    private static ContentType ParseType(string stated)
    {
        CheckText("content type", stated);
        if (!ContentType.TryParse(stated, out ContentType? type))
        {
            throw Invalid($"'{PrintableText.From(stated)}' is no content type.");
        }

        return IsComposite(type.MimeType)
            ? throw Invalid($"An attachment cannot have the content type {PrintableText.From(type.MimeType)}, which is a"
                + " message or several parts and must not be encoded (RFC 2045, section 6.4).")
            : type;
    }

    private static ContentType GuessType(string name, Stream content, bool isImage)
    {
        string type = MimeTypes.GetMimeType(name);
        if (isImage && type == AnyType)
        {
            type = ImageType.Detect(content) ?? AnyType;
        }

        return ContentType.Parse(IsComposite(type) ? AnyType : type);
    }

    private static bool IsComposite(string type) =>
        type.StartsWith("message/", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    private static bool IsContentIdCharacter(char character) =>
        character < '\x80' && (char.IsLetterOrDigit(character) || ContentIdSpecials.IndexOf(character) >= 0);

    private static void CheckText(string what, string text)
    {
        foreach (char character in text)
        {
            if (WireText.IsHarmful(character))
            {
                throw Invalid($"The {what} '{PrintableText.From(text)}' of an attachment holds a line break or another "
                    + "control character.");
            }
        }
    }

    private static SmtpAdminException Invalid(string detail) => new(ErrorKind.AttachmentInvalid, detail);
}
