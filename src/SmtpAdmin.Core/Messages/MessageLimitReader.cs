using System;
using System.IO;
using System.Threading;
using MimeKit;

namespace SmtpAdmin.Core.Messages;

/// <summary>
/// Goes through a message without keeping it, and stops where it has more parts or header fields than any honest one:
/// a few bytes each on the wire, hundreds once they are objects.
/// </summary>
internal sealed class MessageLimitReader : MimeReader
{
    private readonly int _maximumParts;
    private readonly int _maximumHeaders;
    private int _parts;
    private int _headers;

    private MessageLimitReader(Stream stream, int maximumParts, int maximumHeaders)
        : base(MessageReader.ParserOptions, stream)
    {
        _maximumParts = maximumParts;
        _maximumHeaders = maximumHeaders;
    }

    /// <summary>Whether the message keeps to the limits.</summary>
    public static bool IsWithin(byte[] raw, int maximumParts, int maximumHeaders)
    {
        using var stream = new MemoryStream(raw, writable: false);
        try
        {
            new MessageLimitReader(stream, maximumParts, maximumHeaders).ReadMessage();
            return true;
        }
        catch (LimitExceededException)
        {
            return false;
        }
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken) =>
        Count(ref _headers, _maximumHeaders);

    protected override void OnMimePartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        Count(ref _parts, _maximumParts);

    protected override void OnMultipartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        Count(ref _parts, _maximumParts);

    protected override void OnMessagePartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        Count(ref _parts, _maximumParts);

    private static void Count(ref int count, int maximum)
    {
        if (++count > maximum)
        {
            throw new LimitExceededException();
        }
    }

    // Thrown through the parser, which has no other way to be stopped.
    private sealed class LimitExceededException : Exception;
}
