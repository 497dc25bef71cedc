using System;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Wire;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Wire;

public sealed class WireQueryTests
{
    private static readonly DnsQuestion s_question = new("a.Bc", DnsRecordType.Caa);

    [Theory]
    [InlineData(false, true, "ABCD 0100 0001 0000 0000 0001 0161026263 00 0101 0001 00 0029 04D0 0000 8000 0000")]
    [InlineData(true, true, "ABCD 0110 0001 0000 0000 0001 0161026263 00 0101 0001 00 0029 04D0 0000 8000 0000")]
    [InlineData(false, false, "ABCD 0100 0001 0000 0000 0000 0161026263 00 0101 0001")]
    public void A_query_is_written_as_the_rfcs_say(bool isCheckingDisabled, bool hasEdns, string expected)
    {
        var query = new WireQuery(new DnsQuery(s_question, isCheckingDisabled, hasEdns));

        Assert.Equal(
            expected.Replace(" ", string.Empty, StringComparison.Ordinal), Convert.ToHexString(query.WithId(0xABCD)));
    }

    [Theory]
    [InlineData("0000 8180 0001 0000 0000 0000 0161026263 00 0101 0001", true)]
    [InlineData("0000 8180 0001 0000 0000 0000 0141024243 00 0101 0001", true)] // another case
    [InlineData("0000 0180 0001 0000 0000 0000 0161026263 00 0101 0001", false)] // a query
    [InlineData("0000 8980 0001 0000 0000 0000 0161026263 00 0101 0001", false)] // another operation
    [InlineData("0000 8180 0001 0000 0000 0000 0162026263 00 0101 0001", false)] // another name
    [InlineData("0000 8180 0001 0000 0000 0000 0161026263 00 0121 0001", false)] // another type
    [InlineData("0000 8180 0001 0000 0000 0000 0161026263 00 0101 0003", false)] // another class
    [InlineData("0000 8180 0001 0000 0000 0000 0161026263", false)]
    [InlineData("0000 8180 0002 0000 0000 0000 0161026263 00 0101 0001", false)]
    [InlineData("0000 8180 0000 0000 0000 0000", false)] // no question
    [InlineData("0000 8181 0000 0000 0000 0000", true)] // no question, as it could not be read
    [InlineData("0000 8181", false)]
    public void A_response_answers_the_query_whose_question_it_repeats(string hex, bool expected)
    {
        byte[] message = Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));

        Assert.Equal(expected, new WireQuery(new DnsQuery(s_question)).IsAnsweredBy(message));
    }
}
