using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class XtextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abc!~", "abc!~")]
    [InlineData("a+2Bb+3Dc", "a+b=c")]
    [InlineData("+20", " ")]
    public void It_decodes(string value, string expected)
    {
        Assert.True(Xtext.TryDecode(value, out string text));
        Assert.Equal(expected, text);
    }

    [Theory]
    [InlineData("+")]
    [InlineData("a+2")]
    [InlineData("+2b")]
    [InlineData("+XX")]
    [InlineData("a=b")]
    [InlineData("a b")]
    [InlineData("+0D+0A")]
    [InlineData("+00")]
    [InlineData("+7F")]
    [InlineData("+C3+BC")]
    [InlineData("\u00FC")]
    public void It_refuses_what_is_no_xtext_of_printable_ASCII(string value)
    {
        Assert.False(Xtext.TryDecode(value, out _));
    }
}
