using System;
using System.Linq;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Wire;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Wire;

public sealed class ResponseReaderTests
{
    // One question for a.b MX; records follow.
    private const string Question = "01610162 00 000F 0001";

    [Fact]
    public void A_record_of_another_class_or_type_does_not_disturb_those_asked_for()
    {
        byte[] message = Message(
            answers: 4,
            "C00C FF01 0001 00000001 0003 010203",
            "C00C 000F 0003 0000003C 0003 0001 00",
            "C00C 000F 0001 0000003C 0007 000A 026D78 C00E",
            "C00C 002E 0001 00000001 0000");

        DnsAnswer answer = Read(message);

        Assert.Equal(DnsStatus.Found, answer.Status);
        Assert.Equal(new DnsMailExchange(TimeSpan.FromSeconds(60), 10, "mx.b"), Assert.Single(answer.Records));
    }

    [Theory]
    [InlineData("C00C 000F 0001 0000003C 0003 000A 00 FF", 2)] // a record of one byte
    [InlineData("C00C 000F 0001 0000003C 0004 000A 00 FF")] // data that goes on behind the name
    [InlineData("C00C 000F 0001 0000003C 0002 000A")] // data that ends early
    [InlineData("C00C 000F 0001 0000003C FFFF 000A 00")] // a length beyond the message
    [InlineData("C00C 000F 0001")]
    [InlineData("")]
    public void A_message_that_is_not_well_formed_is_refused(string record, int answers = 1)
    {
        byte[] message = Message(answers, record);

        Assert.Throws<FormatException>(() => Read(message));
    }

    [Fact]
    public void Any_cut_and_any_changed_byte_gives_an_answer_or_a_refusal_and_nothing_else()
    {
        byte[] message = Message(
            answers: 2,
            "C00C 0005 0001 0000003C 0004 0163 C00E",
            "0163 C00E 000F 0001 0000003C 0009 000A 046D783131 C00E",
            "00 0029 04D0 01 00 8000 000A 000F 0006 0007 74657874");
        message[11] = 1;
        int refused = 0;
        for (int length = 0; length < message.Length; length++)
        {
            refused += Survives(message[..length]) ? 0 : 1;
        }

        for (int at = 12; at < message.Length; at++)
        {
            for (int value = 0; value < 256; value += 5)
            {
                byte[] changed = [.. message];
                changed[at] = (byte)value;
                refused += Survives(changed) ? 0 : 1;
            }
        }

        Assert.InRange(refused, message.Length, int.MaxValue);
    }

    [Fact]
    public void An_extended_error_is_read_with_the_code_of_edns()
    {
        byte[] message = Message(answers: 0, "00 0029 04D0 01 00 8000 0011 0008 0001 FF 000F 0008 0007 74657874 0000");
        message[11] = 1;

        DnsResponse response = ResponseReader.Read(message);

        Assert.Equal(ResponseCode.BadVersion, response.Code);
        Assert.Equal(new ExtendedDnsError(7, "text"), Assert.Single(response.ExtendedErrors));
        Assert.True(response.ExtendedErrors[0].IsBogus);
    }

    [Theory]
    [InlineData(5, false, true)]
    [InlineData(6, true, false)]
    [InlineData(12, true, false)]
    [InlineData(22, false, false)]
    [InlineData(65535, false, false)]
    public void Codes_of_extended_errors_say_whether_validation_failed(int code, bool isBogus, bool saysNoReason)
    {
        var error = new ExtendedDnsError(code, "a\u001Bb");

        Assert.Equal(isBogus, error.IsBogus);
        Assert.Equal(saysNoReason, error.SaysNoReason);
        Assert.DoesNotContain('\u001B', error.ToString());
    }

    [Theory]
    [InlineData(0x85, 0x80, "", DnsStatus.NoData)] // a server of the zone that is a resolver too
    [InlineData(0x81, 0x80, "", DnsStatus.NoData)] // a resolver
    [InlineData(0x84, 0x00, "", DnsStatus.NoData)] // a server of the zone
    [InlineData(0x80, 0x00, "", DnsStatus.Error)] // one that refers to others
    [InlineData(0x84, 0x00, "C00C 0005 0001 0000003C 0004 0163 C00E", DnsStatus.Error)] // an alias out of its zones
    [InlineData(0x81, 0x80, "C00C 0005 0001 0000003C 0004 0163 C00E", DnsStatus.NoData)]
    public void Only_who_can_know_proves_absence(int flags, int moreFlags, string alias, DnsStatus expected)
    {
        byte[] message = Message(answers: alias.Length > 0 ? 1 : 0, alias);
        message[2] = (byte)flags;
        message[3] = (byte)moreFlags;

        Assert.Equal(expected, Read(message).Status);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Aliases_are_followed_over_16_steps(int aliases, bool isFound)
    {
        string[] records =
        [
            .. Enumerable.Range(0, aliases).Select(i => $"{Name(i)} 0005 0001 0000003C 0003 {Name(i + 1)}"),
            $"{Name(aliases)} 000F 0001 0000003C 0003 0001 00",
        ];
        byte[] message = Message(aliases + 1, records);

        Assert.Equal(isFound ? DnsStatus.Found : DnsStatus.Error, Read(message, Label(0)).Status);
    }

    private static string Label(int number) => ((char)('c' + number)).ToString();

    private static string Name(int number) => $"01{(int)Label(number)[0]:X2}00";

    private static byte[] Message(int answers, params string[] records) => Convert.FromHexString(
        ("0001 8180 0001" + answers.ToString("X4") + "0000 0000" + Question + string.Concat(records))
            .Replace(" ", string.Empty, StringComparison.Ordinal));

    private static bool Survives(byte[] message)
    {
        try
        {
            Read(message);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static DnsAnswer Read(byte[] message, string name = "a.b") => AnswerReader.Read(
        new DnsAnswer
        {
            Question = new DnsQuestion(name, DnsRecordType.Mx),
            Status = DnsStatus.Error,
            AnsweredAt = DateTimeOffset.UnixEpoch,
        },
        ResponseReader.Read(message));
}
