using System;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class LineEndCheckerTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("a\r\nb\r\n\r\n", false)]
    [InlineData("no line end", false)]
    [InlineData("\r\n.\r\n", false)]
    [InlineData("\n", true)]
    [InlineData("a\nb\r\n", true)]
    [InlineData("a\rb\r\n", true)]
    [InlineData("a\r\r\n", true)]
    [InlineData("a\r\n\n", true)]
    [InlineData("a\r", true)]
    [InlineData("a\r\n\r", true)]
    [InlineData("a\0\r\n", true)]
    public void It_finds_a_bare_CR_LF_or_NUL_however_the_content_is_cut(string content, bool isMalformed)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(content);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var checker = new LineEndChecker();
            checker.Add(bytes.AsSpan(0, cut));
            checker.Add(bytes.AsSpan(cut));
            checker.End();
            Assert.Equal(isMalformed, checker.IsMalformed);
        }
    }
}
