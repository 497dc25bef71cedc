using System;
using System.Buffers.Binary;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>
/// Reads a message from its start to its end. It never reads beyond either, whatever the bytes are.
/// </summary>
/// <exception cref="FormatException">Every method: the message is not well formed.</exception>
internal ref struct WireReader
{
    // RFC 1035, section 3.1; the lengths of the labels and the root count.
    private const int MaxNameLength = 255;
    private const int MaxEscapedLength = MaxNameLength * 4;
    private const int PointerMark = 0xC0;

    private readonly ReadOnlySpan<byte> _message;

    public WireReader(ReadOnlySpan<byte> message, int position)
    {
        _message = message;
        Position = position;
    }

    public int Position { get; private set; }

    public byte ReadByte() => ReadBytes(1)[0];

    public int ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(4));

    /// <summary>A time to live. With the top bit set it is 0 (RFC 2181, section 8).</summary>
    public TimeSpan ReadTimeToLive()
    {
        uint seconds = ReadUInt32();
        return TimeSpan.FromSeconds(seconds > int.MaxValue ? 0 : seconds);
    }

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _message.Length - Position)
        {
            throw new FormatException("The message ends too early.");
        }

        ReadOnlySpan<byte> bytes = _message.Slice(Position, count);
        Position += count;
        return bytes;
    }

    /// <summary>Goes past a name without looking at what it is.</summary>
    public void SkipName()
    {
        for (byte length = ReadByte(); length != 0; length = ReadByte())
        {
            if (length >= PointerMark)
            {
                ReadByte();
                return;
            }

            ReadBytes(CheckLabel(length));
        }
    }

    /// <summary>
    /// Reads a name, compressed or not (RFC 1035, section 4.1.4), without its final dot; the root is empty. Dots and
    /// backslashes within a label, and what is not visible ASCII, are escaped as zone files do (RFC 1035, section 5.1).
    /// </summary>
    public string ReadName()
    {
        Span<char> text = stackalloc char[MaxEscapedLength];
        int written = 0;
        int total = 1;
        int start = Position;
        int resume = -1;
        for (byte length = ReadByte(); length != 0; length = ReadByte())
        {
            if (length >= PointerMark)
            {
                int target = ((length - PointerMark) << 8) | ReadByte();
                // Each jump goes to before all that was read so far: they come to an end, circles included.
                if (target >= start)
                {
                    throw new FormatException("A name points forward.");
                }

                resume = resume < 0 ? Position : resume;
                start = target;
                Position = target;
                continue;
            }

            total += CheckLabel(length) + 1;
            if (total > MaxNameLength)
            {
                throw new FormatException("A name is too long.");
            }

            if (written > 0)
            {
                text[written++] = '.';
            }

            foreach (byte octet in ReadBytes(length))
            {
                written += Write(octet, text.Slice(written));
            }
        }

        Position = resume < 0 ? Position : resume;
        return text.Slice(0, written).ToString();
    }

    private static int CheckLabel(byte length) =>
        length < 64 ? length : throw new FormatException("A label has an unknown form.");

    private static int Write(byte octet, Span<char> text)
    {
        if (octet is (byte)'.' or (byte)'\\')
        {
            text[0] = '\\';
            text[1] = (char)octet;
            return 2;
        }

        if (AsciiText.IsVisible((char)octet))
        {
            text[0] = (char)octet;
            return 1;
        }

        text[0] = '\\';
        text[1] = (char)('0' + (octet / 100));
        text[2] = (char)('0' + (octet / 10 % 10));
        text[3] = (char)('0' + (octet % 10));
        return 4;
    }
}
