using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// The header of the PROXY protocol, versions 1 and 2 (haproxy, doc/proxy-protocol.txt). Nothing is read beyond it.
/// </summary>
/// <param name="Length">How many octets it takes; 0 where more are needed, or where it is none.</param>
/// <param name="IsMalformed">Whether it is none, whatever comes.</param>
/// <param name="Source">The client's address; null where the proxy speaks for itself or does not know.</param>
internal readonly record struct ProxyHeader(int Length, bool IsMalformed, IPAddress? Source)
{
    /// <summary>The longest header that is looked at: version 2 with as much as fits the smallest packet.</summary>
    public const int MaximumLength = BinaryStart + MaximumBinary;

    // Section 2.1: the worst case of version 1, its CRLF included.
    private const int MaximumText = 107;

    private const int BinaryStart = 16;
    private const int MaximumBinary = 536;
    private const byte LocalCommand = 0x20;
    private const byte ProxyCommand = 0x21;
    private const byte Tcp4 = 0x11;
    private const byte Tcp6 = 0x21;

    private static readonly ProxyHeader s_incomplete = new(0, IsMalformed: false, Source: null);
    private static readonly ProxyHeader s_malformed = new(0, IsMalformed: true, Source: null);

    private static ReadOnlySpan<byte> TextSignature => "PROXY "u8;

    private static ReadOnlySpan<byte> BinarySignature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Reads the header at the start of the input.</summary>
    public static ProxyHeader Parse(ReadOnlySpan<byte> input)
    {
        if (Begins(input, BinarySignature))
        {
            return input.Length < BinaryStart ? s_incomplete : ParseBinary(input);
        }

        return Begins(input, TextSignature) ? ParseText(input) : s_malformed;
    }

    /// <summary>Whether the input is the signature's beginning, or begins with the signature.</summary>
    private static bool Begins(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        int length = Math.Min(input.Length, signature.Length);
        return input[..length].SequenceEqual(signature[..length]);
    }

    /// <summary>"PROXY" SP ( "TCP4" / "TCP6" ) SP source SP destination SP port SP port CRLF, or "PROXY UNKNOWN"</summary>
    private static ProxyHeader ParseText(ReadOnlySpan<byte> input)
    {
        ReadOnlySpan<byte> bounded = input[..Math.Min(input.Length, MaximumText)];
        int end = bounded.IndexOf("\r\n"u8);
        if (end < 0)
        {
            return input.Length < MaximumText ? s_incomplete : s_malformed;
        }

        string[] parts = Encoding.Latin1.GetString(bounded[..end]).Split(' ');
        if (parts[1] == "UNKNOWN")
        {
            return new ProxyHeader(end + 2, IsMalformed: false, Source: null);
        }

        AddressFamily family = parts[1] == "TCP6" ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        bool hasForm = parts.Length == 6
            && parts[1] is "TCP4" or "TCP6"
            && parts[4..].All(IsPort)
            && IsAddress(parts[2], family, out _)
            && IsAddress(parts[3], family, out _);
        return hasForm && IsAddress(parts[2], family, out IPAddress? source)
            ? new ProxyHeader(end + 2, IsMalformed: false, Plain(source!))
            : s_malformed;
    }

    private static ProxyHeader ParseBinary(ReadOnlySpan<byte> input)
    {
        byte command = input[12];
        byte transport = input[13];
        int length = BinaryPrimitives.ReadUInt16BigEndian(input[14..]);
        int shortest = (command, transport) switch
        {
            (LocalCommand, _) => 0,
            (ProxyCommand, Tcp4) => 12,
            (ProxyCommand, Tcp6) => 36,

            // Another transport than TCP: the proxy is right to say so, and the address is of no use here.
            (ProxyCommand, _) => 0,
            _ => int.MaxValue,
        };
        if (length < shortest || length > MaximumBinary)
        {
            return s_malformed;
        }

        if (input.Length < BinaryStart + length)
        {
            return s_incomplete;
        }

        int addressSize = shortest switch { 12 => 4, 36 => 16, _ => 0 };
        IPAddress? source = addressSize == 0 ? null : Plain(new IPAddress(input.Slice(BinaryStart, addressSize)));
        return new ProxyHeader(BinaryStart + length, IsMalformed: false, source);
    }

    private static bool IsAddress(string text, AddressFamily family, out IPAddress? address)
    {
        bool isAddress = IPAddress.TryParse(text, out address) && address.AddressFamily == family;
        bool isFull = family == AddressFamily.InterNetworkV6 || text.Count(static value => value == '.') == 3;
        return isAddress && isFull && text.All(static value => char.IsAsciiHexDigit(value) || value is '.' or ':');
    }

    private static bool IsPort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
