using System;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

/// <summary>Octets stand as characters of Latin-1.</summary>
public sealed class ProxyHeaderTests
{
    private const string Signature = "\r\n\r\n\0\r\nQUIT\n";
    private const string IPv4Block = "\u00C0\0\u0002\u0001\u007F\0\0\u0001\u0030\u0039\0\u0019";
    private static readonly string s_ipv6Block =
        "\u0020\u0001\u000D\u00B8" + new string('\0', 11) + "\u0001" + new string('\0', 16) + "\u0030\u0039\0\u0019";

    public static TheoryData<string, string?> Headers => new()
    {
        { "PROXY TCP4 192.0.2.1 127.0.0.1 12345 25\r\n", "192.0.2.1" },
        { "PROXY TCP6 2001:db8::1 ::1 12345 25\r\n", "2001:db8::1" },
        { "PROXY TCP6 ::ffff:192.0.2.1 ::1 12345 25\r\n", "192.0.2.1" },
        { "PROXY UNKNOWN\r\n", null },
        { "PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n", null },
        { Signature + "\u0021\u0011\0\u000C" + IPv4Block, "192.0.2.1" },
        { Signature + "\u0021\u0011\0\u000F" + IPv4Block + "TLV", "192.0.2.1" },
        { Signature + "\u0021\u0021\0\u0024" + s_ipv6Block, "2001:db8::1" },
        { Signature + "\u0020\0\0\0", null },
        { Signature + "\u0020\u0011\0\u000C" + IPv4Block, null },
        { Signature + "\u0021\0\0\u0003abc", null },
        { Signature + "\u0021\u0031\u0000\u0004abcd", null },
        { Signature + "\u0021\u0011\u0002\u0018" + IPv4Block + new string('x', 524), "192.0.2.1" },
    };

    public static TheoryData<string> Malformed => new(
        "EHLO client.test\r\n",
        "proxy TCP4 192.0.2.1 127.0.0.1 1 25\r\n",
        "PROXY\r\n",
        "PROXY \r\n",
        "PROXY UDP4 192.0.2.1 127.0.0.1 1 25\r\n",
        "PROXY TCP4 192.0.2.1 127.0.0.1 1\r\n",
        "PROXY TCP4 192.0.2.1 127.0.0.1 1 25 x\r\n",
        "PROXY TCP4  192.0.2.1 127.0.0.1 1 25\r\n",
        "PROXY TCP4 192.0.2 127.0.0.1 1 25\r\n",
        "PROXY TCP4 192.0.2.256 127.0.0.1 1 25\r\n",
        "PROXY TCP4 2001:db8::1 ::1 1 25\r\n",
        "PROXY TCP6 192.0.2.1 127.0.0.1 1 25\r\n",
        "PROXY TCP6 fe80::1%eth0 ::1 1 25\r\n",
        "PROXY TCP4 192.0.2.1 127.0.0.1 65536 25\r\n",
        "PROXY TCP4 192.0.2.1 127.0.0.1 -1 25\r\n",
        "PROXY TCP4 192.0.2.1 127.0.0.1 1 25\n" + new string('x', 107),
        "PROXY UNKNOWN " + new string('x', 92) + "\r\n",
        Signature + "\u0011\u0011\0\u000C" + IPv4Block,
        Signature + "\u0022\u0011\0\u000C" + IPv4Block,
        Signature + "\u0021\u0011\0\u000B" + IPv4Block,
        Signature + "\u0021\u0021\0\u000C" + IPv4Block,
        Signature + "\u0021\u0011\u0002\u0019" + new string('x', 537),
        "\r\n\r\n\0\r\nQUIX\n");

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_is_read_to_its_end_and_no_further(string header, string? source)
    {
        byte[] octets = Encoding.Latin1.GetBytes(header + "EHLO x\r\n");
        for (int length = 0; length < header.Length; length++)
        {
            Assert.Equal(new ProxyHeader(0, false, null), ProxyHeader.Parse(octets.AsSpan(0, length)));
        }

        ProxyHeader parsed = ProxyHeader.Parse(octets);
        Assert.False(parsed.IsMalformed);
        Assert.Equal(header.Length, parsed.Length);
        Assert.Equal(source, parsed.Source?.ToString());
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Anything_else_is_malformed(string header)
    {
        ProxyHeader parsed = ProxyHeader.Parse(Encoding.Latin1.GetBytes(header));
        Assert.True(parsed.IsMalformed);
        Assert.Equal(0, parsed.Length);
    }

    [Fact]
    public void The_longest_text_header_fits_and_one_octet_more_does_not()
    {
        Assert.Equal(107, ProxyHeader.Parse(Text(91)).Length);
        Assert.True(ProxyHeader.Parse(Text(92)).IsMalformed);
        Assert.True(ProxyHeader.Parse(Text(1000)).IsMalformed);

        static byte[] Text(int length) => Encoding.ASCII.GetBytes($"PROXY UNKNOWN {new string('x', length)}\r\n");
    }
}
