using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class ChunkArgumentTests
{
    [Theory]
    [InlineData("0", 0, false)]
    [InlineData("12", 12, false)]
    [InlineData("0 LAST", 0, true)]
    [InlineData("00012  last", 12, true)]
    [InlineData("999999999999999999", 999999999999999999, false)]
    public void It_is_read(string text, long size, bool isLast)
    {
        Assert.True(ChunkArgument.TryParse(text, out ChunkArgument argument));
        Assert.Equal(new ChunkArgument(size, isLast), argument);
    }

    [Theory]
    [InlineData("")]
    [InlineData("LAST")]
    [InlineData("LAST 5")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("\u0661")]
    [InlineData("\u00B2")]
    [InlineData("5 FIRST")]
    [InlineData("5 LAST LAST")]
    [InlineData("5LAST")]
    [InlineData("1000000000000000000")]
    [InlineData("18446744073709551616 LAST")]
    public void Anything_but_a_bounded_decimal_count_is_refused(string text)
    {
        Assert.False(ChunkArgument.TryParse(text, out _));
    }
}
