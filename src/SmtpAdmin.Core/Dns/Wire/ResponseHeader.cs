using System;
using System.Buffers.Binary;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>The header of a message (RFC 1035, section 4.1.1; AD: RFC 4035, section 3.2.3).</summary>
internal readonly struct ResponseHeader
{
    private readonly byte _flags;
    private readonly byte _moreFlags;

    /// <param name="message">At least the 12 bytes of a header.</param>
    public ResponseHeader(ReadOnlySpan<byte> message)
    {
        _flags = message[2];
        _moreFlags = message[3];
        Questions = BinaryPrimitives.ReadUInt16BigEndian(message.Slice(4));
        Answers = BinaryPrimitives.ReadUInt16BigEndian(message.Slice(6));
        Authorities = BinaryPrimitives.ReadUInt16BigEndian(message.Slice(8));
        Additionals = BinaryPrimitives.ReadUInt16BigEndian(message.Slice(10));
    }

    public int Questions { get; }

    public int Answers { get; }

    public int Authorities { get; }

    public int Additionals { get; }

    public bool IsAuthoritative => (_flags & 0x04) != 0;

    public bool IsTruncated => (_flags & 0x02) != 0;

    public bool IsRecursionAvailable => (_moreFlags & 0x80) != 0;

    public bool IsAuthenticated => (_moreFlags & 0x20) != 0;

    /// <summary>The lower four bits of the code; EDNS may add higher ones.</summary>
    public ResponseCode Code => (ResponseCode)(_moreFlags & 0x0F);

    /// <summary>QR is set, and the operation is that of a standard query.</summary>
    public static bool IsResponse(ReadOnlySpan<byte> message) => (message[2] & 0xF8) == 0x80;
}
