using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Composing;

/// <summary>A message that is held whole: written once when it was composed.</summary>
internal sealed class BufferedContent : MessageContent
{
    private readonly byte[] _buffer;
    private readonly int _count;

    /// <summary>Takes the first <paramref name="count"/> bytes, which must not change any more.</summary>
    public BufferedContent(byte[] buffer, int count)
    {
        _buffer = buffer;
        _count = count;
        using var scanner = new ContentScanner();
        scanner.Scan(buffer.AsSpan(0, count));
        Size = scanner.Size;
        Is8Bit = scanner.Is8Bit;
        HasUtf8Header = scanner.HasUtf8Header;
    }

    public override long Size { get; }

    public override bool Is8Bit { get; }

    public override bool HasUtf8Header { get; }

    public override async Task WriteToAsync(Stream output, CancellationToken cancellationToken) =>
        await StreamBytes.WriteAsync(output, _buffer, _count, cancellationToken).ConfigureAwait(false);
}
