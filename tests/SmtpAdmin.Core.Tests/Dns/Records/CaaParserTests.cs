using System.Linq;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Records;

public sealed class CaaParserTests
{
    [Theory]
    // RFC 8659, section 4.2 and its examples
    [InlineData(0, "issue", "ca1.example.net", "ca1.example.net", "", "")]
    [InlineData(0, "issue", " ca1.example.net ; account=230123 ", "ca1.example.net", "account=230123", "")]
    [InlineData(0, "issue", "ca1.example.net; policy=ev;a = b", "ca1.example.net", "policy=ev,a=b", "")]
    [InlineData(0, "issue", ";", "", "", "")]
    [InlineData(0, "issue", "", "", "", "")]
    [InlineData(0, "issue", "ca1.example.net;", "ca1.example.net", "", "")]
    [InlineData(0, "issuewild", "CA1.example.net", "ca1.example.net", "", "")]
    [InlineData(0, "ISSUEMAIL", "ca1.example.net", "ca1.example.net", "", "")]
    [InlineData(128, "issue", "; a=", "", "a=", "")]
    [InlineData(0, "issue", "%%%%%", "", "", "CAA-ISSUER-INVALID at 9: %%%%%")]
    [InlineData(0, "issue", "ca_1.example", "", "", "CAA-ISSUER-INVALID at 9: ca_1.example")]
    [InlineData(0, "issue", " -ca.example", "", "", "CAA-ISSUER-INVALID at 10: -ca.example")]
    [InlineData(0, "issue", "ca.example; a", "", "", "CAA-PARAMETER-INVALID at 21: a")]
    [InlineData(0, "issue", "ca.example; a=b;", "", "a=b", "CAA-PARAMETER-INVALID at 25: ")]
    [InlineData(0, "issue", "ca.example; a=b c", "", "", "CAA-PARAMETER-INVALID at 21: a=b c")]
    [InlineData(0, "issue", "ca.example; a=b; A=c", "ca.example", "a=b", "CAA-PARAMETER-DUPLICATE at 26: A=c")]
    [InlineData(0, "issue", "ca.exämple", "", "", "CAA-ISSUER-INVALID at 9: ca.exämple")]
    [InlineData(0, "iodef", "mailto:security@example.com", null, "", "")]
    [InlineData(0, "iodef", "https://iodef.example.com/", null, "", "")]
    [InlineData(0, "iodef", "security@example.com", null, "", "CAA-IODEF-INVALID at 9: security@example.com")]
    [InlineData(0, "iodef", "ftp://example.com/", null, "", "CAA-IODEF-INVALID at 9: ftp://example.com/")]
    [InlineData(0, "tbs", "Unknown", null, "", "CAA-TAG-UNKNOWN at 2: tbs")]
    [InlineData(128, "tbs", "Unknown", null, "", "CAA-TAG-UNKNOWN-CRITICAL at 4: tbs")]
    [InlineData(0, "a-b", "x", null, "", "CAA-TAG-INVALID at 2: a-b")]
    [InlineData(1, "issue", ";", "", "", "CAA-FLAGS-RESERVED at 0: 1")]
    public void Properties_are_read_with_the_place_of_each_problem(
        byte flags, string tag, string value, string? issuer, string parameters, string problems)
    {
        CaaProperty property = CaaParser.Parse(flags, tag, value);

        Assert.Equal(issuer, property.Issuer);
        Assert.Equal(parameters, string.Join(',', property.Parameters.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(problems, string.Join(" | ", property.Problems));
        Assert.Equal($"{flags} {tag} \"{value}\"", property.Raw);
        Assert.Equal(flags >= 128, property.IsCritical);
    }

    [Fact]
    public void A_long_value_makes_few_problems()
        => Assert.InRange(CaaParser.Parse(0, "issue", new string(';', 65_000)).Problems.Count, 1, 50);
}
