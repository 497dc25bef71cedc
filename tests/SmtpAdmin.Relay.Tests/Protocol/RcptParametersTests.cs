using System.Collections.Generic;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class RcptParametersTests
{
    private const DeliveryNotification All =
        DeliveryNotification.OnSuccess | DeliveryNotification.OnFailure | DeliveryNotification.Delay;

    [Theory]
    [InlineData("", DeliveryNotification.None)]
    [InlineData("NOTIFY=NEVER", DeliveryNotification.Never)]
    [InlineData("notify=never", DeliveryNotification.Never)]
    [InlineData("NOTIFY=SUCCESS", DeliveryNotification.OnSuccess)]
    [InlineData("NOTIFY=Delay,FAILURE,success", All)]
    public void Notify_says_when(string parameters, DeliveryNotification expected)
    {
        Assert.Null(Parse(parameters, out RcptParameters result));
        Assert.Equal(expected, result.Notify);
        Assert.Null(result.OriginalRecipient);
    }

    [Theory]
    [InlineData("ORCPT=rfc822;a+2Bb@c.test", "rfc822;a+b@c.test")]
    [InlineData("ORCPT=RFC822;e+3Dmc2@c.test", "RFC822;e=mc2@c.test")]
    [InlineData("ORCPT=x400;/c+3Dde/", "x400;/c=de/")]
    [InlineData("ORCPT=utf-8;e\\x{3D}mc2@\\x{30C9}.test", "utf-8;e=mc2@\u30C9.test")]
    [InlineData("ORCPT=UTF-8;\u30C9\\x{1F600}@c", "UTF-8;\u30C9\uD83D\uDE00@c")]
    public void Orcpt_keeps_the_first_address(string parameters, string expected)
    {
        Assert.Null(Parse(parameters, out RcptParameters result));
        Assert.Equal(expected, result.OriginalRecipient);
    }

    [Theory]
    [InlineData("NOTIFY")]
    [InlineData("NOTIFY=,")]
    [InlineData("NOTIFY=SUCCESS,")]
    [InlineData("NOTIFY=SUCCESS,SUCCESS")]
    [InlineData("NOTIFY=NEVER,FAILURE")]
    [InlineData("NOTIFY=FAILURE,NEVER")]
    [InlineData("NOTIFY=ALWAYS")]
    [InlineData("ORCPT")]
    [InlineData("ORCPT=a@b")]
    [InlineData("ORCPT=;a@b")]
    [InlineData("ORCPT=rfc822;")]
    [InlineData("ORCPT=rfc(822);a@b")]
    [InlineData("ORCPT=rfc822;a+0D+0Ab")]
    [InlineData("ORCPT=rfc822;\u30C9@b")]
    [InlineData("ORCPT=utf-8;a+b")]
    [InlineData("ORCPT=utf-8;\\x{}")]
    [InlineData("ORCPT=utf-8;\\x{A}")]
    [InlineData("ORCPT=utf-8;\\x{0A}")]
    [InlineData("ORCPT=utf-8;\\x{85}")]
    [InlineData("ORCPT=utf-8;\\x{3d}")]
    [InlineData("ORCPT=utf-8;\\x{D800}")]
    [InlineData("ORCPT=utf-8;\\x{110000}")]
    [InlineData("ORCPT=utf-8;\\x{3D")]
    [InlineData("ORCPT=utf-8;\\y")]
    public void A_wrong_value_is_named_as_such(string parameters)
    {
        Assert.Same(Replies.ParameterSyntax, Parse(parameters, out _));
    }

    [Theory]
    [InlineData(493, true)]
    [InlineData(494, false)]
    public void An_original_recipient_has_its_limit(int length, bool isTaken)
    {
        Reply? refusal = Parse("ORCPT=rfc822;" + new string('x', length), out _);
        Assert.Equal(isTaken, refusal is null);
    }

    [Fact]
    public void What_is_not_offered_is_not_recognized()
    {
        Assert.Same(Replies.ParameterUnknown, Parse("SIZE=1", out _));
    }

    private static Reply? Parse(string parameters, out RcptParameters result)
    {
        Assert.True(EsmtpParameterParser.TryParse(parameters, out IReadOnlyList<EsmtpParameter> list));
        return RcptParameters.Parse(list, out result);
    }
}
