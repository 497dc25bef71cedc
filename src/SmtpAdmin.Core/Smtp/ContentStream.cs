using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Takes a message's bytes as a stream and sends them behind DATA: encoded, in blocks. The last block is held back, so
/// that the message's end goes in the same packet.
/// </summary>
internal sealed class ContentStream : Stream
{
    private const int BlockSize = 32 * 1024;
    private const int PieceSize = 8 * 1024;

    private readonly Func<byte[], int, CancellationToken, Task> _send;
    private readonly ContentEncoder _encoder = new();
    private readonly byte[] _block;
    private int _length;

    /// <param name="block">The buffer to encode into, of at least <see cref="BufferSize"/> bytes.</param>
    /// <param name="send">Sends the first bytes of the buffer.</param>
    public ContentStream(byte[] block, Func<byte[], int, CancellationToken, Task> send)
    {
        _block = block;
        _send = send;
    }

    public static int BufferSize { get; } =
        BlockSize + ContentEncoder.MaximumLength(PieceSize) + ContentEncoder.FinishLength;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends what is held back and the message's end.</summary>
    public Task FinishAsync(CancellationToken cancellationToken)
    {
        _length += _encoder.Finish(_block.AsSpan(_length));
        return _send(_block, _length, cancellationToken);
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int end = offset + count;
        while (offset < end)
        {
            int piece = Math.Min(PieceSize, end - offset);
            _length += _encoder.Encode(buffer.AsSpan(offset, piece), _block.AsSpan(_length));
            offset += piece;
            if (_length >= BlockSize)
            {
                int length = _length;
                _length = 0;
                await _send(_block, length, cancellationToken).ConfigureAwait(false);
            }
        }
    }

#if !NETSTANDARD2_0
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            ReadOnlyMemory<byte> piece = buffer.Slice(0, Math.Min(PieceSize, buffer.Length));
            _length += _encoder.Encode(piece.Span, _block.AsSpan(_length));
            buffer = buffer.Slice(piece.Length);
            if (_length >= BlockSize)
            {
                int length = _length;
                _length = 0;
                await _send(_block, length, cancellationToken).ConfigureAwait(false);
            }
        }
    }
#endif

    // A message is written asynchronously, so that cancelling and deadlines reach every write.
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
