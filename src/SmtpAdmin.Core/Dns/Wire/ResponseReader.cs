using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>
/// Reads the structure of a response (RFC 1035, section 4.1). The number of records is bounded by the message's length,
/// which is at most 65,535.
/// </summary>
internal static class ResponseReader
{
    private const int OptType = 41;
    private const int Internet = 1;

    // Type 0 is reserved (RFC 6895, section 3.1): nobody asks for it.
    private const int NoType = 0;
    private const int ExtendedErrorOption = 15;
    private const int MaxExtendedErrors = 8;

    /// <exception cref="FormatException">The message is not well formed.</exception>
    public static DnsResponse Read(ReadOnlyMemory<byte> message)
    {
        ReadOnlySpan<byte> bytes = message.Span;
        if (bytes.Length < WireQuery.HeaderLength)
        {
            throw new FormatException("The message has no whole header.");
        }

        var header = new ResponseHeader(bytes);
        if (header.IsTruncated)
        {
            // What is there may be cut anywhere (RFC 2181, section 9), and is asked for again.
            return new DnsResponse
            {
                Message = message,
                Header = header,
                Code = header.Code,
                Answers = [],
                HasStartOfAuthority = false,
                ExtendedErrors = [],
            };
        }

        var reader = new WireReader(bytes, WireQuery.HeaderLength);
        for (int i = 0; i < header.Questions; i++)
        {
            reader.SkipName();
            reader.ReadUInt32();
        }

        var answers = new List<WireRecord>(Math.Min(header.Answers, 16));
        for (int i = 0; i < header.Answers; i++)
        {
            string owner = reader.ReadName();
            answers.Add(ReadRecord(ref reader, owner));
        }

        bool hasStartOfAuthority = false;
        for (int i = 0; i < header.Authorities; i++)
        {
            hasStartOfAuthority |= SkipToRecord(ref reader).Type == (int)DnsRecordType.Soa;
        }

        (int higherCode, List<ExtendedDnsError> errors) = ReadAdditionals(ref reader, bytes, header.Additionals);
        return new DnsResponse
        {
            Message = message,
            Header = header,
            Code = (ResponseCode)((higherCode << 4) | (int)header.Code),
            Answers = answers,
            HasStartOfAuthority = hasStartOfAuthority,
            ExtendedErrors = errors,
        };
    }

    private static (int HigherCode, List<ExtendedDnsError> Errors) ReadAdditionals(
        ref WireReader reader, ReadOnlySpan<byte> bytes, int count)
    {
        var errors = new List<ExtendedDnsError>();
        int higherCode = 0;
        for (int i = 0; i < count; i++)
        {
            WireRecord record = SkipToRecord(ref reader);
            if (record.Type == OptType)
            {
                // The first byte of the time to live (RFC 6891, section 6.1.3); three more and the length follow.
                higherCode = bytes[record.DataStart - 6];
                ReadOptions(bytes.Slice(0, record.DataStart + record.DataLength), record.DataStart, errors);
            }
        }

        return (higherCode, errors);
    }

    private static void ReadOptions(ReadOnlySpan<byte> bytes, int start, List<ExtendedDnsError> errors)
    {
        var reader = new WireReader(bytes, start);
        while (reader.Position < bytes.Length)
        {
            int code = reader.ReadUInt16();
            ReadOnlySpan<byte> data = reader.ReadBytes(reader.ReadUInt16());
            if (code == ExtendedErrorOption && data.Length >= 2 && errors.Count < MaxExtendedErrors)
            {
                errors.Add(new ExtendedDnsError((data[0] << 8) | data[1], OctetText.Decode(data.Slice(2)).TrimEnd('\0')));
            }
        }
    }

    private static WireRecord SkipToRecord(ref WireReader reader)
    {
        reader.SkipName();
        return ReadRecord(ref reader, string.Empty);
    }

    private static WireRecord ReadRecord(ref WireReader reader, string owner)
    {
        int type = reader.ReadUInt16();
        bool isKnownClass = reader.ReadUInt16() == Internet || type == OptType;
        TimeSpan timeToLive = reader.ReadTimeToLive();
        int length = reader.ReadUInt16();
        int start = reader.Position;
        reader.ReadBytes(length);
        return new WireRecord(owner, isKnownClass ? type : NoType, timeToLive, start, length);
    }
}
