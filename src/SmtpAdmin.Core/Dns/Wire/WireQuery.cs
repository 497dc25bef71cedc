using System;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>
/// A query in wire form (RFC 1035, section 4.1) with ID 0, and which responses fit it: a transport sets the ID.
/// </summary>
internal sealed class WireQuery
{
    public const int HeaderLength = 12;

    // Fits into one packet on every usual path, so that no fragment is lost (DNS flag day 2020).
    private const int UdpPayloadSize = 1232;

    private const byte RecursionDesired = 0x01;
    private const byte CheckingDisabled = 0x10;
    private const byte DnssecOk = 0x80;
    private const byte Internet = 1;
    private const byte OptType = 41;
    private const int OptLength = 11;
    private const int TypeAndClassLength = 4;

    private readonly byte[] _bytes;
    private readonly int _questionEnd;

    public WireQuery(DnsQuery query)
    {
        string name = query.Question.Name;
        _questionEnd = HeaderLength + name.Length + 2 + TypeAndClassLength;
        _bytes = new byte[_questionEnd + (query.HasEdns ? OptLength : 0)];
        _bytes[2] = RecursionDesired;
        _bytes[3] = query.IsCheckingDisabled ? CheckingDisabled : (byte)0;
        _bytes[5] = 1;
        WriteName(name);
        int type = (int)query.Question.Type;
        _bytes[_questionEnd - 4] = (byte)(type >> 8);
        _bytes[_questionEnd - 3] = (byte)type;
        _bytes[_questionEnd - 1] = Internet;
        if (query.HasEdns)
        {
            WriteOpt();
        }
    }

    /// <summary>Makes the query's bytes with this ID.</summary>
    public byte[] WithId(ushort id)
    {
        byte[] copy = (byte[])_bytes.Clone();
        copy[0] = (byte)(id >> 8);
        copy[1] = (byte)id;
        return copy;
    }

    /// <summary>
    /// Whether a message of the right ID answers this query: a response that repeats the question, in any case (RFC
    /// 5452, section 9.1). One that could not read the query may leave the question out.
    /// </summary>
    public bool IsAnsweredBy(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength || !ResponseHeader.IsResponse(message))
        {
            return false;
        }

        var header = new ResponseHeader(message);
        if (header.Questions == 0)
        {
            return header.Code is ResponseCode.FormatError or ResponseCode.NotImplemented;
        }

        return header.Questions == 1 && message.Length >= _questionEnd && Repeats(message);
    }

    // The length of a label is below 64, and so below the letters: it can be folded with them.
    private bool Repeats(ReadOnlySpan<byte> message)
    {
        int nameEnd = _questionEnd - TypeAndClassLength;
        for (int i = HeaderLength; i < _questionEnd; i++)
        {
            byte theirs = i < nameEnd ? Fold(message[i]) : message[i];
            if (theirs != _bytes[i])
            {
                return false;
            }
        }

        return true;
    }

    private static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    private void WriteName(string name)
    {
        int lengthAt = HeaderLength;
        int at = lengthAt + 1;
        foreach (char character in name)
        {
            if (character == '.')
            {
                _bytes[lengthAt] = (byte)(at - lengthAt - 1);
                lengthAt = at++;
            }
            else
            {
                _bytes[at++] = Fold((byte)character);
            }
        }

        _bytes[lengthAt] = (byte)(at - lengthAt - 1);
    }

    // RFC 6891, section 6.1.2: root name, type, payload size for the class, extended flags for the time to live. The DO
    // bit is what makes a validating resolver report its result in the AD bit (RFC 4035, section 3.2.3).
    private void WriteOpt()
    {
        _bytes[11] = 1;
        _bytes[_questionEnd + 2] = OptType;
        _bytes[_questionEnd + 3] = UdpPayloadSize >> 8;
        _bytes[_questionEnd + 4] = UdpPayloadSize & 0xFF;
        _bytes[_questionEnd + 7] = DnssecOk;
    }
}
