using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class DataDecoderTests
{
    private const string NoEnd = "(no end)";
    private static readonly string s_longLine = new string('x', 100_000) + "\r\n";

    public static TheoryData<string, string> WellFormed => new()
    {
        { ".\r\n", "" },
        { "\r\n.\r\n", "\r\n" },
        { "a\r\n.\r\n", "a\r\n" },
        { "..\r\n.\r\n", ".\r\n" },
        { "...\r\n....\r\n.\r\n", "..\r\n...\r\n" },
        { ".a\r\n.\r\n", "a\r\n" },
        { "a.\r\nb.c\r\n.\r\n", "a.\r\nb.c\r\n" },
        { "a\r\n\r\n\r\n..\r\n.\r\n", "a\r\n\r\n\r\n.\r\n" },
        { "\u00E4\u00FF\u0001\r\n.\r\n", "\u00E4\u00FF\u0001\r\n" },
        { s_longLine + "." + s_longLine + ".\r\n", s_longLine + s_longLine },
        { "a\r\n.\r\nNOOP\r\n", "a\r\n" },
    };

    public static TheoryData<string> Malformed => new(
        "a\n.\n", "a\r.\r", "a\r.\n", "a\n.\r", "a\n.\r\n", "a\r\n.\n", "a\r.\r\n", "a\r\n.\r", "a\r\n\0.\r\n",
        "a\r\n.\0\r\n", "a\r\n.\r.\r\n", "a\r\n.\r\r\n", ".\n", ".\r\0\n", "\0", "\n", "a\rb", "a\r\r\nb", "a\0\r\n");

    [Theory]
    [MemberData(nameof(WellFormed))]
    public void A_message_comes_out_the_same_however_the_input_is_cut(string input, string expected)
    {
        foreach (int size in (int[])[input.Length, 1, 2, 3, 1000])
        {
            Assert.Equal((expected, false), Decode(input.Chunk(size).Select(block => new string(block))));
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Nothing_but_CRLF_dot_CRLF_ends_a_message(string input)
    {
        foreach (int size in (int[])[input.Length, 1, 2])
        {
            // A CR at the end may be half of a line end, so something has to follow before it is judged.
            IEnumerable<string> parts = (input + "MAIL FROM:<x@y>").Chunk(size).Select(part => new string(part));
            (string content, bool isMalformed) = Decode(parts);
            Assert.Equal(NoEnd, content);
            Assert.True(isMalformed);

            (content, isMalformed) = Decode((input + "x\r\n.\r\n").Chunk(size).Select(b => new string(b)));
            Assert.NotEqual(NoEnd, content);
            Assert.True(isMalformed);
        }
    }

    [Fact]
    public void A_message_may_be_split_at_every_offset()
    {
        const string Input = "A: b\r\n\r\n.\r.\r\n..x\r\n...\r\n\r\n..\r\nend\r\n.\r\n";
        const string Clean = "A: b\r\n\r\n..x\r\n...\r\n\r\n..\r\nend\r\n.\r\n";
        for (int offset = 1; offset < Clean.Length; offset++)
        {
            (string content, bool isMalformed) = Decode([Clean[..offset], Clean[offset..]]);
            Assert.Equal("A: b\r\n\r\n.x\r\n..\r\n\r\n.\r\nend\r\n", content);
            Assert.False(isMalformed);
        }

        for (int offset = 1; offset < Input.Length; offset++)
        {
            Assert.True(Decode([Input[..offset], Input[offset..]]).IsMalformed);
        }
    }

    [Fact]
    public void What_follows_the_end_is_left_alone()
    {
        byte[] input = "a\r\n.\r\nRSET\r\n"u8.ToArray();
        var decoder = new DataDecoder();
        DataStep text = decoder.Decode(input);
        DataStep end = decoder.Decode(input.AsSpan(text.Consumed));
        Assert.True(end.IsEnd);
        Assert.Equal("RSET\r\n", Encoding.ASCII.GetString(input, text.Consumed + end.Consumed, 6));
    }

    [Fact]
    public void Text_without_leading_dots_comes_in_one_slice()
    {
        byte[] input = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("some text on a line\r\n", 500)));
        DataStep step = new DataDecoder().Decode(input);
        Assert.Equal(new DataStep(input.Length, 0, input.Length, IsEnd: false), step);
    }

    private static (string Content, bool IsMalformed) Decode(IEnumerable<string> parts)
    {
        var decoder = new DataDecoder();
        var content = new StringBuilder();
        foreach (string part in parts)
        {
            ReadOnlySpan<byte> input = Encoding.Latin1.GetBytes(part);
            while (!input.IsEmpty)
            {
                DataStep step = decoder.Decode(input);
                Assert.True(step.Consumed > 0);
                content.Append(Encoding.Latin1.GetString(input.Slice(step.ContentStart, step.ContentLength)));
                if (step.IsEnd)
                {
                    return (content.ToString(), decoder.IsMalformed);
                }

                input = input[step.Consumed..];
            }
        }

        return (NoEnd, decoder.IsMalformed);
    }
}
