using System.Collections.Generic;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class MailParameterParserTests
{
    private static readonly MailParameterParser s_everything = new(offersAuthentication: true, offersRequireTls: true, offersBinaryMime: true);

    [Fact]
    public void Every_parameter_is_read()
    {
        Reply? refusal = Parse(
            "SIZE=12 BODY=binarymime SMTPUTF8 RET=hdrs ENVID=QQ+2B1 AUTH=<> REQUIRETLS", out MailParameters result);
        Assert.Null(refusal);
        var expected = new MailParameters
        {
            Size = 12,
            Body = BodyType.BinaryMime,
            IsUtf8 = true,
            RequiresTls = true,
            Return = DeliveryReturn.Headers,
            EnvelopeId = "QQ+1",
        };
        Assert.Equal(expected, result);
    }

    [Fact]
    public void Without_parameters_nothing_is_asked()
    {
        Assert.Null(Parse(string.Empty, out MailParameters result));
        Assert.Equal(MailParameters.None, result);
    }

    [Theory]
    [InlineData("RET")]
    [InlineData("RET=ALL")]
    [InlineData("ENVID")]
    [InlineData("ENVID=+0A")]
    [InlineData("ENVID=a+2")]
    [InlineData("BODY")]
    [InlineData("BODY=8BIT")]
    [InlineData("SMTPUTF8=1")]
    [InlineData("REQUIRETLS=1")]
    [InlineData("SIZE=-1")]
    [InlineData("SIZE=0x1")]
    [InlineData("AUTH")]
    [InlineData("AUTH=+1")]
    public void A_wrong_value_is_named_as_such(string parameters)
    {
        Assert.Same(Replies.ParameterSyntax, Parse(parameters, out _));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void An_envelope_id_has_its_limit(int length, bool isTaken)
    {
        Reply? refusal = Parse("ENVID=" + new string('x', length), out _);
        Assert.Equal(isTaken, refusal is null);
    }

    [Theory]
    [InlineData("AUTH=<>")]
    [InlineData("REQUIRETLS")]
    [InlineData("NOTIFY=NEVER")]
    [InlineData("X")]
    public void What_is_not_offered_is_not_recognized(string parameters)
    {
        Assert.True(EsmtpParameterParser.TryParse(parameters, out IReadOnlyList<EsmtpParameter> list));
        var parser = new MailParameterParser(offersAuthentication: false, offersRequireTls: false, offersBinaryMime: false);
        Assert.Same(Replies.ParameterUnknown, parser.Parse(list, out _));
    }

    private static Reply? Parse(string parameters, out MailParameters result)
    {
        Assert.True(EsmtpParameterParser.TryParse(parameters, out IReadOnlyList<EsmtpParameter> list));
        return s_everything.Parse(list, out result);
    }
}
