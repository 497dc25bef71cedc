using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace SmtpAdmin.Testing.Dns;

/// <summary>
/// The wire form of DNS messages (RFC 1035, section 4), as far as a small server needs it. Names are not compressed.
/// </summary>
internal static class DnsWire
{
    public const int A = 1;
    public const int Ns = 2;
    public const int Cname = 5;
    public const int Soa = 6;
    public const int Ptr = 12;
    public const int Mx = 15;
    public const int Txt = 16;
    public const int Aaaa = 28;
    public const int Srv = 33;
    public const int Tlsa = 52;
    public const int Caa = 257;
    public const int HeaderLength = 12;
    private const int Opt = 41;

    /// <summary>Names are compared without regard to case and without the final dot.</summary>
    public static string Fold(string name) => name.TrimEnd('.').ToLowerInvariant();

    public static byte[] NameData(string name)
    {
        using var data = new MemoryStream();
        foreach (string label in name.TrimEnd('.').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            data.WriteByte((byte)label.Length);
            data.Write(Encoding.Latin1.GetBytes(label));
        }

        data.WriteByte(0);
        return data.ToArray();
    }

    public static byte[] MxData(int preference, string exchange) =>
        [(byte)(preference >> 8), (byte)preference, .. NameData(exchange)];

    public static byte[] SrvData(int priority, int weight, int port, string target) =>
        [.. new[] { priority, weight, port }.SelectMany(static number => new[] { (byte)(number >> 8), (byte)number }), .. NameData(target)];

    /// <summary>The numbers: serial, refresh, retry, expire, minimum.</summary>
    public static byte[] SoaData(string primary, string mailbox, IReadOnlyList<uint> numbers) =>
        [.. NameData(primary), .. NameData(mailbox), .. numbers.SelectMany(static number => BigEndian(number))];

    public static byte[] CaaData(int flags, string tag, string value) =>
        [(byte)flags, (byte)tag.Length, .. Encoding.Latin1.GetBytes(tag), .. Encoding.Latin1.GetBytes(value)];

    private static byte[] BigEndian(uint number) =>
        [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    public static byte[] TxtData(IEnumerable<string> strings) =>
        [.. strings.SelectMany(static text => Encoding.Latin1.GetBytes(text).Prepend((byte)text.Length))];

    /// <summary>Reads the question; null where the message is not one plain question.</summary>
    public static DnsRequest? ReadRequest(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1)
        {
            return null;
        }

        var name = new StringBuilder();
        int at = HeaderLength;
        while (at < message.Length && message[at] is > 0 and < 64 && at + 1 + message[at] < message.Length)
        {
            name.Append(Encoding.Latin1.GetString(message.Slice(at + 1, message[at]))).Append('.');
            at += 1 + message[at];
        }

        if (at + 5 > message.Length || message[at] != 0)
        {
            return null;
        }

        int type = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]);
        ReadOnlySpan<byte> rest = message[(at + 5)..];
        // RFC 6891, section 6.1.2: root name, type 41, UDP size in the class, DO as the top bit of the flags.
        bool hasOpt = rest.Length >= 11 && rest[0] == 0 && BinaryPrimitives.ReadUInt16BigEndian(rest[1..]) == Opt;
        int size = hasOpt ? BinaryPrimitives.ReadUInt16BigEndian(rest[3..]) : 512;
        byte[] question = message[HeaderLength..(at + 5)].ToArray();
        bool wantsDnssec = hasOpt && rest[7] >= 0x80;
        return new DnsRequest(
            message[0], message[1], Fold(name.ToString()), type, question, Math.Max(size, 512), wantsDnssec, hasOpt, (message[3] & 0x10) != 0);
    }

    /// <summary>Writes an answer with its question.</summary>
    public static byte[] WriteAnswer(
        DnsRequest request,
        int responseCode,
        IReadOnlyList<ZoneRecord> answers,
        bool truncated = false,
        bool authenticated = false,
        byte[]? extendedError = null)
    {
        using var message = new MemoryStream();
        // QR, AA and RD; RA with the response code (RFC 1035, section 4.1.1); AD is bit 5 of the second byte (RFC
        // 4035).
        byte flags = (byte)(0x85 | (truncated ? 0x02 : 0));
        byte moreFlags = (byte)(0x80 | (authenticated ? 0x20 : 0) | responseCode);
        message.Write([request.IdHigh, request.IdLow, flags, moreFlags]);
        message.Write([0, 1, (byte)(answers.Count >> 8), (byte)answers.Count, 0, 0, 0, (byte)(extendedError is null ? 0 : 1)]);
        message.Write(request.Question);
        Span<byte> head = stackalloc byte[10];
        foreach (ZoneRecord record in answers)
        {
            message.Write(NameData(record.Name));
            BinaryPrimitives.WriteUInt16BigEndian(head, (ushort)record.Type);
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], 1);
            BinaryPrimitives.WriteInt32BigEndian(head[4..], record.TimeToLive);
            BinaryPrimitives.WriteUInt16BigEndian(head[8..], (ushort)record.Data.Length);
            message.Write(head);
            message.Write(record.Data.Span);
        }

        if (extendedError is not null)
        {
            message.Write(OptRecord(extendedError));
        }

        return message.ToArray();
    }

    /// <summary>An OPT record with an extended error: its code in two bytes, its text (RFC 8914, section 2).</summary>
    private static byte[] OptRecord(byte[] error) =>
    [
        0, 0, Opt, 0x04, 0xD0, 0, 0, 0, 0, 0, (byte)(error.Length + 4), 0, 15, 0, (byte)error.Length, .. error,
    ];
}
