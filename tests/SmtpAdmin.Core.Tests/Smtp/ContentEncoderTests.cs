using System;
using System.IO;
using System.Text;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Streams;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class ContentEncoderTests
{
    [Theory]
    [InlineData("", ".\r\n")]
    [InlineData("a", "a\r\n.\r\n")]
    [InlineData("a\r\n", "a\r\n.\r\n")]
    [InlineData("a\r\n\r\n", "a\r\n\r\n.\r\n")]
    [InlineData(".", "..\r\n.\r\n")]
    [InlineData(".a\r\n..b\r\nc.\r\n", "..a\r\n...b\r\nc.\r\n.\r\n")]
    [InlineData("a\r\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r.\r\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r\n.\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r\n.\rb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\n.\rb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r.\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r\r\n.\r\nb", "a\r\n\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r\n\n.\r\nb", "a\r\n\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r\n.\r", "a\r\n..\r\n.\r\n")]
    [InlineData("a\r\r.", "a\r\n\r\n..\r\n.\r\n")]
    [InlineData("\r", "\r\n.\r\n")]
    [InlineData("\n", "\r\n.\r\n")]
    [InlineData("a\0b\u00e9", "a\0b\u00e9\r\n.\r\n")]
    public void Content_cannot_end_itself_however_it_arrives(string content, string expected)
    {
        foreach (ReplayMode mode in Enum.GetValues<ReplayMode>())
        {
            Assert.Equal(expected, Encode(Encoding.UTF8.GetBytes(content), mode));
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData(".\n")]
    [InlineData(".\r")]
    public void The_output_never_exceeds_the_bound(string unit)
    {
        byte[] input = Encoding.ASCII.GetBytes(new StringBuilder().Insert(0, unit, 500).ToString());
        var encoder = new ContentEncoder();
        byte[] exact = new byte[ContentEncoder.MaximumLength(input.Length)];

        Assert.InRange(encoder.Encode(input, exact), 1, exact.Length);
        Assert.InRange(encoder.Encode(input, exact), 1, exact.Length);
        Assert.InRange(encoder.Finish(exact), 3, ContentEncoder.FinishLength);
    }

    private static string Encode(byte[] content, ReplayMode mode)
    {
        var encoder = new ContentEncoder();
        using var output = new MemoryStream();
        foreach (ReadOnlyMemory<byte> portion in ReplayStream.Portions(content, mode))
        {
            byte[] piece = new byte[ContentEncoder.MaximumLength(portion.Length)];
            output.Write(piece, 0, encoder.Encode(portion.Span, piece));
        }

        byte[] end = new byte[ContentEncoder.FinishLength];
        output.Write(end, 0, encoder.Finish(end));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
