using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class CommandLineSplitterTests
{
    private static readonly string s_longVerb = new('a', 3000);

    public static TheoryData<string, string> Inputs => new()
    {
        { "NOOP\r\n", "NOOP" },
        { "\r\n", "" },
        { "NOOP\r\nQUIT\r\n", "NOOP|QUIT" },
        { "EHLO a\r\nMAIL FROM:<>\r\nRSET", "EHLO a|MAIL FROM:<>" },
        { "NOOP\nQUIT\r\n", "!Malformed" },
        { "NOOP\rQUIT\r\n", "!Malformed" },
        { "NOOP\r\r\n", "!Malformed" },
        { "NO\0OP\r\n", "!Malformed" },
        { "NOOP\t\r\n", "!Malformed" },
        { "NOOP\x7F\r\nNOOP\r\n", "!Malformed|NOOP" },
        { "NO\u00E4P\r\n", "NO\u00E4P" },
        { s_longVerb + "\r\nNOOP\r\n", "!TooLong|NOOP" },
        { s_longVerb + "\r" + s_longVerb + "\n" + s_longVerb + "\r\nNOOP\r\n", "!TooLong|NOOP" },
        { Line(2046), Text(2046) },
        { Line(2047) + "NOOP\r\n", "!TooLong|NOOP" },
        { "AUTH PLAIN " + Line(12286 - 11), "AUTH PLAIN " + Text(12286 - 11) },
        { "auth plain " + Line(12287 - 11) + "NOOP\r\n", "!TooLong|NOOP" },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Lines_come_out_the_same_however_the_input_is_cut(string input, string expected)
    {
        Assert.Equal(expected, Read(input, input.Length));
        Assert.Equal(expected, Read(input, 1));
        Assert.Equal(expected, Read(input, 7));
        Assert.Equal(expected, Read(input, 1000));
    }

    [Fact]
    public void A_line_may_be_split_at_every_offset()
    {
        const string Input = "MAIL FROM:<a@b.c>\r\nNOOP\r\n";
        for (int offset = 1; offset < Input.Length; offset++)
        {
            Assert.Equal("MAIL FROM:<a@b.c>|NOOP", Read([Input[..offset], Input[offset..]], inAuthentication: false));
        }
    }

    [Fact]
    public void In_an_authentication_exchange_any_line_may_be_long()
    {
        Assert.Equal(Text(12286), Read([Line(12286)], inAuthentication: true));
        Assert.Equal("!TooLong", Read([Line(12287)], inAuthentication: true));
    }

    [Fact]
    public void A_line_without_end_is_not_kept()
    {
        var splitter = new CommandLineSplitter();
        byte[] block = Encoding.ASCII.GetBytes(new string('x', 4096));
        for (int count = 0; count < 6400; count++)
        {
            var buffer = new ReadOnlySequence<byte>(block);
            Assert.Equal(LineStatus.Incomplete, splitter.Split(ref buffer, false, out _));
            Assert.Equal(0, buffer.Length);
        }

        var rest = new ReadOnlySequence<byte>("\r\nNOOP\r\n"u8.ToArray());
        Assert.Equal(LineStatus.TooLong, splitter.Split(ref rest, false, out _));
        Assert.Equal(LineStatus.Complete, splitter.Split(ref rest, false, out _));
    }

    private static string Text(int length) => new('x', length);

    private static string Line(int length) => Text(length) + "\r\n";

    private static string Read(string input, int blockSize)
    {
        return Read(input.Chunk(blockSize).Select(block => new string(block)), inAuthentication: false);
    }

    /// <summary>Feeds the parts as a pipe would: what is left is seen again with what follows.</summary>
    private static string Read(IEnumerable<string> parts, bool inAuthentication)
    {
        var splitter = new CommandLineSplitter();
        var lines = new List<string>();
        byte[] pending = [];
        foreach (string part in parts)
        {
            var buffer = new ReadOnlySequence<byte>([.. pending, .. Encoding.Latin1.GetBytes(part)]);
            LineStatus status;
            while ((status = splitter.Split(ref buffer, inAuthentication, out ReadOnlySequence<byte> line))
                != LineStatus.Incomplete)
            {
                lines.Add(status == LineStatus.Complete ? Encoding.Latin1.GetString(line) : "!" + status);
            }

            pending = buffer.ToArray();
            Assert.True(pending.Length <= CommandLineSplitter.AuthenticationLimit);
        }

        return string.Join('|', lines);
    }
}
