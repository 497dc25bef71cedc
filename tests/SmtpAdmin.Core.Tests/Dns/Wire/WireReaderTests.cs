using System;
using System.Linq;
using SmtpAdmin.Core.Dns.Wire;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Wire;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData("00", 0, "", 1)]
    [InlineData("01610162 00", 0, "a.b", 5)]
    [InlineData("0141 00 0162 C000", 3, "b.A", 7)]
    [InlineData("0141 00 0162 C000 C003", 7, "b.A", 9)]
    [InlineData("03 612E5C 01 07 00", 0, @"a\.\\.\007", 7)]
    public void A_name_is_read_whether_compressed_or_not(string hex, int start, string expected, int end)
    {
        var reader = new WireReader(Bytes(hex), start);

        Assert.Equal(expected, reader.ReadName());
        Assert.Equal(end, reader.Position);
    }

    [Theory]
    [InlineData("C000", 0)] // to itself
    [InlineData("0161 C002", 0)] // to itself, behind a label
    [InlineData("0161 C000", 0)] // in a circle
    [InlineData("C002 C000", 2)] // in a circle of two
    [InlineData("C004 00 00 00", 0)] // forward
    [InlineData("C0", 0)]
    [InlineData("0561", 0)]
    [InlineData("0161", 0)]
    [InlineData("4161 00", 0)] // a form of label that was never put to use
    [InlineData("", 0)]
    public void A_name_that_does_not_end_is_refused(string hex, int start)
    {
        byte[] message = Bytes(hex);

        Assert.Throws<FormatException>(() => new WireReader(message, start).ReadName());
    }

    [Fact]
    public void A_name_has_255_octets_at_most()
    {
        byte[] label = [63, .. Enumerable.Repeat((byte)'a', 63)];
        byte[] longest = [.. label, .. label, .. label, 61, .. Enumerable.Repeat((byte)'a', 61), 0];
        byte[] tooLong = [.. label, .. label, .. label, 62, .. Enumerable.Repeat((byte)'a', 62), 0];

        Assert.Equal(253, new WireReader(longest, 0).ReadName().Length);
        Assert.Throws<FormatException>(() => new WireReader(tooLong, 0).ReadName());
    }

    [Fact]
    public void A_name_of_octets_that_all_are_escaped_fits()
    {
        byte[] label = [63, .. Enumerable.Repeat((byte)0, 63)];
        byte[] longest = [.. label, .. label, .. label, 61, .. Enumerable.Repeat((byte)0, 61), 0];

        Assert.Equal((250 * 4) + 3, new WireReader(longest, 0).ReadName().Length);
    }

    [Fact]
    public void A_time_to_live_with_the_top_bit_set_is_none()
    {
        Assert.Equal(TimeSpan.Zero, new WireReader(Bytes("80000001"), 0).ReadTimeToLive());
        Assert.Equal(TimeSpan.FromSeconds(1), new WireReader(Bytes("00000001"), 0).ReadTimeToLive());
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
}
