using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace SmtpAdmin.Testing.Streams;

/// <summary>A read-only stream that hands out bytes in given portions, however much the reader asks for.</summary>
public sealed class ReplayStream : Stream
{
    private readonly Queue<ReadOnlyMemory<byte>> _portions;

    public ReplayStream(byte[] bytes, ReplayMode mode)
    {
        _portions = new Queue<ReadOnlyMemory<byte>>(Portions(bytes, mode));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Cuts bytes into the portions in which they arrive; for parsers that read no stream.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Portions(byte[] bytes, ReplayMode mode)
    {
        int start = 0;
        while (start < bytes.Length)
        {
            int lineFeed = Array.IndexOf(bytes, (byte)'\n', start);
            int length = mode switch
            {
                ReplayMode.ByteByByte => 1,
                ReplayMode.ByLine when lineFeed >= 0 => lineFeed + 1 - start,
                _ => bytes.Length - start,
            };
            yield return bytes.AsMemory(start, length);
            start += length;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_portions.Count == 0)
        {
            return 0;
        }

        ReadOnlyMemory<byte> portion = _portions.Peek();
        Assert.True(portion.Length <= count, "The reader's buffer is smaller than a portion.");
        portion.Span.CopyTo(buffer.AsSpan(offset, count));
        _portions.Dequeue();
        return portion.Length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
