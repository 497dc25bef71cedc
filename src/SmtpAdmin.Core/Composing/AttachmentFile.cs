using System;
using System.IO;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>Opens a file as a part of a message. Its content is read when the message is written, never held whole.</summary>
internal static class AttachmentFile
{
    private const int BufferSize = 64 * 1024;
    private const string AnyType = "application/octet-stream";

    /// <summary>Opens the file and keeps it open until the part is disposed.</summary>
    /// <exception cref="SmtpAdminException">The file cannot be read.</exception>
    public static MimePart Open(string path)
    {
        Stream content = OpenRead(path);
        string fileName = Path.GetFileName(path);
        return new MimePart(ContentType.Parse(TypeOf(fileName)))
        {
            Content = new MimeContent(content),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = fileName },
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = fileName,
        };
    }

    private static FileStream OpenRead(string path)
    {
        try
        {
            const FileOptions Options = FileOptions.Asynchronous | FileOptions.SequentialScan;
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, Options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            string detail = $"The attachment '{PrintableText.From(path)}' cannot be read: {exception.Message}";
            throw new SmtpAdminException(ErrorKind.AttachmentUnreadable, detail, innerException: exception);
        }
    }

    // A message or multipart type must not be encoded (RFC 2045, section 6.4), and an attached file always is.
    private static string TypeOf(string fileName)
    {
        string type = MimeTypes.GetMimeType(fileName);
        return type.StartsWith("message/", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            ? AnyType
            : type;
    }
}
