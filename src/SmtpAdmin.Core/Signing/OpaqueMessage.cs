using System;
using System.IO;
using System.Threading;
using MimeKit;
using MimeKit.IO;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// A message whose body stays the bytes that it is. MimeKit would read its parts, and write broken ones in another way
/// than it found them; a signature over that would not be one over what goes out.
/// </summary>
internal static class OpaqueMessage
{
    /// <summary>Takes the message from the stream's position; its body is read from there when it is written.</summary>
    /// <exception cref="SmtpAdminException">MessageUnreadable: this is no message.</exception>
    public static MimeMessage Read(Stream stream, CancellationToken cancellationToken)
    {
        long start = stream.Position;
        long bodyStart = FindBody(stream, cancellationToken);
        var message = new MimeMessage(new HeaderList());
        var body = new MimePart();
        body.Headers.Clear();
        try
        {
            using var header = new BoundStream(stream, start, bodyStart, leaveOpen: true);
            foreach (Header field in HeaderList.Load(header, cancellationToken))
            {
                bool isOfBody = field.Field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
                (isOfBody ? body.Headers : message.Headers).Add(field);
            }
        }
        catch (FormatException exception)
        {
            const string Detail = "What should be signed has no header.";
            throw new SmtpAdminException(ErrorKind.MessageUnreadable, Detail, innerException: exception);
        }

        // Content and part name the same encoding, so nothing is encoded.
        var content = new BoundStream(stream, bodyStart, stream.Length, leaveOpen: true);
        body.Content = new MimeContent(content, body.ContentTransferEncoding);
        message.Body = body;
        return message;
    }

    // The header ends at the first empty line (RFC 5322, section 2.1), and with the message where there is none.
    private static long FindBody(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[4096];
        long position = stream.Position;
        bool isLineEmpty = true;
        int count;
        while ((count = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < count; i++)
            {
                if (buffer[i] == '\n' && isLineEmpty)
                {
                    return position + i + 1;
                }

                isLineEmpty = buffer[i] == '\n' || (isLineEmpty && buffer[i] == '\r');
            }

            position += count;
        }

        return position;
    }
}
