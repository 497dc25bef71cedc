using System;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing.Stored;

/// <summary>
/// A message that exists already, in a file or as bytes. Its bytes are kept as they are, without its Bcc fields.
/// </summary>
internal static class StoredMessage
{
    private const int MaximumInMemory = 1024 * 1024;

    /// <summary>Reads a file; a large one is read again at each writing.</summary>
    /// <exception cref="SmtpAdminException">MessageUnreadable: the file cannot be read, or holds no message.</exception>
    public static (HeaderList Fields, MessageContent Content) Open(string path)
    {
        var file = new AttachedFile(path, Unreadable);
        try
        {
            byte[] start = ReadStart(file);
            if (file.Length > MaximumInMemory)
            {
                HeaderBlock header = ReadHeader(start, path);
                return (header.Fields, new FileContent(header.Bytes, file, header.End));
            }

            file.Dispose();
            return Open(start, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Takes bytes, which must not change any more.</summary>
    /// <exception cref="SmtpAdminException">MessageUnreadable: they are no message.</exception>
    public static (HeaderList Fields, MessageContent Content) Open(byte[] raw, string name)
    {
        HeaderBlock header = ReadHeader(raw, name);
        if (header.Bytes.Length == header.End)
        {
            return (header.Fields, new BufferedContent(raw, raw.Length));
        }

        byte[] content = [.. header.Bytes, .. raw.AsSpan(header.End)];
        return (header.Fields, new BufferedContent(content, content.Length));
    }

    private static byte[] ReadStart(AttachedFile file)
    {
        bool isWhole = file.Length <= MaximumInMemory;
        byte[] start = new byte[isWhole ? file.Length : HeaderBlock.MaximumLength];
        int count = 0;
        for (int read = -1; count < start.Length && read != 0; count += read)
        {
            read = file.Read(start, count, start.Length - count);
        }

        return count == start.Length ? start : throw new SmtpAdminException(ErrorKind.MessageUnreadable, "The file became shorter while it was read.");
    }

    private static HeaderBlock ReadHeader(byte[] start, string name)
    {
        try
        {
            return HeaderBlock.Read(start.AsSpan(0, Math.Min(start.Length, HeaderBlock.MaximumLength)));
        }
        catch (FormatException exception)
        {
            throw new SmtpAdminException(
                ErrorKind.MessageUnreadable,
                $"'{PrintableText.From(name)}' holds no message. {exception.Message}",
                innerException: exception);
        }
    }

    private static SmtpAdminException Unreadable(string path, Exception? reason) => new(
        ErrorKind.MessageUnreadable,
        $"'{PrintableText.From(path)}' "
        + (reason is null ? "was changed while it was read." : $"cannot be read: {reason.Message}"),
        innerException: reason);
}
