using System.Collections.Generic;
using SmtpAdmin.Core.Smtp;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class EnvelopeCommandsTests
{
    private static readonly SmtpEnvelope s_envelope = new()
    {
        ReversePath = "anna@example.com",
        Recipients = ["bert+x@example.net"],
        Size = 1234,
        Is8Bit = true,
        DeliveryStatus = new DsnParameters { Return = "HDRS", EnvelopeId = "order 7=a+b", Notify = "SUCCESS,DELAY" },
    };

    [Fact]
    public void A_server_that_offers_everything_is_asked_for_everything() => Assert.Equal(
        [
            "MAIL FROM:<anna@example.com> SIZE=1234 BODY=8BITMIME RET=HDRS ENVID=order+207+3Da+2Bb",
            "RCPT TO:<bert+x@example.net> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;bert+2Bx@example.net",
            "DATA",
        ],
        Create(s_envelope, "SIZE 100000", "8BITMIME", "DSN"));

    [Fact]
    public void A_server_that_offers_nothing_is_asked_for_nothing() => Assert.Equal(
        ["MAIL FROM:<anna@example.com>", "RCPT TO:<bert+x@example.net>", "DATA"], Create(s_envelope));

    [Fact]
    public void An_address_beyond_ASCII_asks_for_SMTPUTF8_and_names_no_original_recipient() => Assert.Equal(
        [
            "MAIL FROM:<> SIZE=1234 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=order+207+3Da+2Bb",
            "RCPT TO:<jürgen@example.net> NOTIFY=SUCCESS,DELAY",
            "DATA",
        ],
        Create(
            s_envelope with { ReversePath = string.Empty, Recipients = ["jürgen@example.net"] },
            "SIZE",
            "8BITMIME",
            "SMTPUTF8",
            "DSN"));

    [Theory]
    [InlineData("NEVER", " NOTIFY=NEVER ORCPT=rfc822;b@example.net")]
    [InlineData(null, "")]
    public void Only_what_is_asked_for_is_written(string? notify, string parameters)
    {
        SmtpEnvelope envelope = s_envelope with
        {
            Recipients = ["b@example.net"],
            DeliveryStatus = new DsnParameters { Notify = notify },
        };

        Assert.Equal($"RCPT TO:<b@example.net>{parameters}", Create(envelope, "DSN")[1]);
    }

    private static List<string> Create(SmtpEnvelope envelope, params string[] keywords)
    {
        var reply = new SmtpReply { Code = 250, Lines = ["mx.example", .. keywords] };
        return EnvelopeCommands.Create(envelope, new SessionExtensions(new EhloResponse(reply)));
    }
}
