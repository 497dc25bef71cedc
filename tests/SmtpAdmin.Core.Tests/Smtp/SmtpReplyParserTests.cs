using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Streams;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class SmtpReplyParserTests
{
    public static TheoryData<string, string, ReplayMode> Replies()
    {
        (string Wire, string Expected)[] table =
        [
            ("220 mx.example ESMTP\r\n", "220||mx.example ESMTP"),
            ("250\r\n", "250||"),
            ("250 \r\n", "250||"),
            ("250-mx.example\r\n250-SIZE 100\r\n250 HELP\r\n", "250||mx.example/SIZE 100/HELP"),
            ("250-\r\n250 end\r\n", "250||/end"),
            ("250-first\r\n250\r\n", "250||first/"),
            ("550 5.1.1 No such user\r\n", "550|5.1.1|No such user"),
            ("550-5.1.1 No such\r\n550 5.1.1 user\r\n", "550|5.1.1|No such/user"),
            ("550 5.1.1\r\n", "550|5.1.1|"),
            ("250 5.1.1 Wrong class\r\n", "250||5.1.1 Wrong class"),
            ("354 2.0.0 go\r\n", "354||2.0.0 go"),
            ("421 4.3.2 later\r\n", "421|4.3.2|later"),
            ("250 2.1.5x no code\r\n", "250||2.1.5x no code"),
            ("250 LF alone\n", "250||LF alone"),
            ("250-LF\n250 alone\n", "250||LF/alone"),
            ("250 Grüße\r\n", "250||Grüße"),
            ("250 a\tb\u0007c\u001b[31m\r\n", "250||a b\uFFFDc\uFFFD[31m"),
            ("250 a\u202Eb\r\n", "250||a\uFFFDb"),
            ("250 CR\rinside\r\n", "250||CR\uFFFDinside"),
        ];
        var data = new TheoryData<string, string, ReplayMode>();
        foreach ((string wire, string expected) in table)
        {
            foreach (ReplayMode mode in Enum.GetValues<ReplayMode>())
            {
                data.Add(wire, expected, mode);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_reads_the_same_however_it_arrives(string wire, string expected, ReplayMode mode)
    {
        SmtpReply reply = Assert.Single(ParseAll(Encoding.UTF8.GetBytes(wire), mode));

        Assert.Equal(expected, $"{reply.Code}|{reply.EnhancedStatus}|{string.Join("/", reply.Lines)}");
    }

    [Theory]
    [InlineData(ReplayMode.Whole)]
    [InlineData(ReplayMode.ByLine)]
    [InlineData(ReplayMode.ByteByByte)]
    public void Replies_to_pipelined_commands_are_told_apart(ReplayMode mode)
    {
        byte[] wire = "250 2.1.0 a\r\n550-5.1.1 b\r\n550 5.1.1 c\r\n354 d\r\n"u8.ToArray();

        List<SmtpReply> replies = ParseAll(wire, mode);

        Assert.Equal(["250 2.1.0 a", "550 5.1.1 b c", "354 d"], replies.Select(reply => reply.ToString()));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("25\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("abc hello\r\n")]
    [InlineData("150 no such class\r\n")]
    [InlineData("600 no such class\r\n")]
    [InlineData("2500 too long\r\n")]
    [InlineData("250_no separator\r\n")]
    [InlineData("250-one\r\n550 another\r\n")]
    [InlineData("250-one\r\ntwo\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    public void What_is_no_reply_is_a_protocol_violation(string wire)
    {
        foreach (ReplayMode mode in Enum.GetValues<ReplayMode>())
        {
            var thrown = Assert.Throws<SmtpAdminException>(() => ParseAll(Encoding.UTF8.GetBytes(wire), mode));

            Assert.Equal(ErrorKind.ProtocolViolation, thrown.Kind);
            Assert.DoesNotContain(thrown.Message, char.IsControl);
        }
    }

    [Fact]
    public void A_line_without_end_is_cut_off()
    {
        byte[] wire = Encoding.ASCII.GetBytes("250 " + new string('x', SmtpReplyParser.MaximumLineLength));

        AssertViolation(wire);
    }

    [Fact]
    public void A_reply_without_end_is_cut_off()
    {
        string lines = string.Concat(Enumerable.Repeat("250-x\r\n", SmtpReplyParser.MaximumLines + 1));

        AssertViolation(Encoding.ASCII.GetBytes(lines));
    }

    [Fact]
    public void A_reply_of_long_lines_is_cut_off()
    {
        string line = $"250-{new string('x', 1500)}\r\n";
        byte[] wire = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 50)));

        AssertViolation(wire);
    }

    [Fact]
    public void The_longest_reply_allowed_is_read()
    {
        string lines = string.Concat(Enumerable.Repeat("250-x\r\n", SmtpReplyParser.MaximumLines - 1));

        SmtpReply reply = Assert.Single(ParseAll(Encoding.ASCII.GetBytes(lines + "250 x\r\n"), ReplayMode.Whole));

        Assert.Equal(SmtpReplyParser.MaximumLines, reply.Lines.Count);
    }

    private static void AssertViolation(byte[] wire)
    {
        foreach (ReplayMode mode in Enum.GetValues<ReplayMode>())
        {
            Assert.Equal(
                ErrorKind.ProtocolViolation, Assert.Throws<SmtpAdminException>(() => ParseAll(wire, mode)).Kind);
        }
    }

    private static List<SmtpReply> ParseAll(byte[] wire, ReplayMode mode)
    {
        var parser = new SmtpReplyParser();
        var replies = new List<SmtpReply>();
        foreach (ReadOnlyMemory<byte> portion in ReplayStream.Portions(wire, mode))
        {
            ReadOnlyMemory<byte> rest = portion;
            while (!rest.IsEmpty)
            {
                if (parser.Parse(rest.Span, out int consumed) is { } reply)
                {
                    replies.Add(reply);
                }

                rest = rest[consumed..];
            }
        }

        Assert.False(parser.IsInsideReply);
        return replies;
    }
}
