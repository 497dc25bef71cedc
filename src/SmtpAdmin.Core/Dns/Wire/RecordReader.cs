using System;
using System.Net;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>Reads the data of the records of <see cref="DnsRecordType"/>.</summary>
internal static class RecordReader
{
    private const int IPv4Length = 4;
    private const int IPv6Length = 16;

    /// <summary>Reads the record's data.</summary>
    /// <param name="message">The whole message: names in the data may point back into it.</param>
    /// <param name="record">The record.</param>
    /// <param name="timeToLive">How long it may be kept.</param>
    /// <exception cref="FormatException">The data is not what its type demands, or does not fill its length.</exception>
    public static DnsData Read(ReadOnlySpan<byte> message, WireRecord record, TimeSpan timeToLive)
    {
        int end = record.DataStart + record.DataLength;
        var reader = new WireReader(message.Slice(0, end), record.DataStart);
        DnsData data = Read(ref reader, (DnsRecordType)record.Type, end, timeToLive);
        return reader.Position == end ? data : throw new FormatException("A record's data does not fill its length.");
    }

    private static DnsData Read(ref WireReader reader, DnsRecordType type, int end, TimeSpan timeToLive)
    {
        switch (type)
        {
            case DnsRecordType.A:
                return new DnsAddress(timeToLive, new IPAddress(reader.ReadBytes(IPv4Length).ToArray()));
            case DnsRecordType.Aaaa:
                return new DnsAddress(timeToLive, new IPAddress(reader.ReadBytes(IPv6Length).ToArray()));
            case DnsRecordType.Ns or DnsRecordType.Cname or DnsRecordType.Ptr:
                return new DnsHostName(timeToLive, reader.ReadName());
            case DnsRecordType.Mx:
                int preference = reader.ReadUInt16();
                return new DnsMailExchange(timeToLive, preference, reader.ReadName());
            case DnsRecordType.Txt:
                return new DnsText(timeToLive, ReadStrings(ref reader, end));
            case DnsRecordType.Soa:
                return ReadStartOfAuthority(ref reader, timeToLive);
            case DnsRecordType.Srv:
                (int priority, int weight) = (reader.ReadUInt16(), reader.ReadUInt16());
                int port = reader.ReadUInt16();
                return new DnsService(timeToLive, priority, weight, port, reader.ReadName());
            case DnsRecordType.Tlsa:
                (byte usage, byte selector) = (reader.ReadByte(), reader.ReadByte());
                byte matchingType = reader.ReadByte();
                return new DnsTlsa(
                    timeToLive, usage, selector, matchingType, reader.ReadBytes(end - reader.Position).ToArray());
            case DnsRecordType.Caa:
                return ReadCertificationAuthority(ref reader, end, timeToLive);
            default:
                throw new FormatException("The record's type was not asked for.");
        }
    }

    // A character of UTF-8 may lie across the end of a string: all are joined before they are decoded.
    private static string ReadStrings(ref WireReader reader, int end)
    {
        byte[] joined = new byte[end - reader.Position];
        int count = 0;
        while (reader.Position < end)
        {
            ReadOnlySpan<byte> part = reader.ReadBytes(reader.ReadByte());
            part.CopyTo(joined.AsSpan(count));
            count += part.Length;
        }

        return EscapedText.Escape(OctetText.Decode(joined, count));
    }

    private static DnsStartOfAuthority ReadStartOfAuthority(ref WireReader reader, TimeSpan timeToLive)
    {
        (string primary, string mailbox) = (reader.ReadName(), reader.ReadName());
        uint serial = reader.ReadUInt32();
        var refresh = TimeSpan.FromSeconds(reader.ReadUInt32());
        var retry = TimeSpan.FromSeconds(reader.ReadUInt32());
        var expire = TimeSpan.FromSeconds(reader.ReadUInt32());
        var minimum = TimeSpan.FromSeconds(reader.ReadUInt32());
        return new DnsStartOfAuthority(timeToLive, primary, mailbox, serial, refresh, retry, expire, minimum);
    }

    private static DnsCertificationAuthority ReadCertificationAuthority(
        ref WireReader reader, int end, TimeSpan timeToLive)
    {
        byte flags = reader.ReadByte();
        string tag = EscapedText.Escape(OctetText.Decode(reader.ReadBytes(reader.ReadByte())));
        string value = EscapedText.Escape(OctetText.Decode(reader.ReadBytes(end - reader.Position)));
        return new DnsCertificationAuthority(timeToLive, flags, tag, value);
    }
}
