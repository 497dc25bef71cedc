using System;
using System.IO;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// Learns what a server must be told of a message, by having the message written to it: the size with line ends as CRLF,
/// and where there are bytes above 127.
/// </summary>
internal sealed class ContentScanner : Stream
{
    private long _size;
    private byte _last = (byte)'\n';
    private bool _isLineEmpty = true;
    private bool _isInBody;

    /// <summary>The number of bytes once each CR, LF or CRLF is a CRLF and the last line is ended.</summary>
    public long Size => _isLineEmpty ? _size : _size + 2;

    public bool Is8Bit { get; private set; }

    public bool HasUtf8Header { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Scan(buffer.AsSpan(offset, count));

    public void Scan(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (value == '\n' && _last == '\r')
            {
                // The CR was counted as the whole line end.
            }
            else if (value is (byte)'\r' or (byte)'\n')
            {
                _isInBody |= _isLineEmpty;
                _isLineEmpty = true;
                _size += 2;
            }
            else
            {
                _isLineEmpty = false;
                _size++;
                if (value > 127)
                {
                    Is8Bit |= _isInBody;
                    HasUtf8Header |= !_isInBody;
                }
            }

            _last = value;
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
