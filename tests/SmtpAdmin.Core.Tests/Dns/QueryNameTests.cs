using SmtpAdmin.Core.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns;

public sealed class QueryNameTests
{
    public static TheoryData<string> TooLong =>
    [
        new string('a', 64) + ".com",
        $"{new string('a', 63)}.{new string('a', 63)}.{new string('a', 63)}.{new string('a', 62)}",
    ];

    [Theory]
    [InlineData("Example.COM.", "example.com")]
    [InlineData("_dmarc.example.com", "_dmarc.example.com")]
    [InlineData("a+b='c'._spf.example.com", "a+b='c'._spf.example.com")]
    [InlineData("-a-.example.com", "-a-.example.com")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("1.2.0.192.in-addr.arpa", "1.2.0.192.in-addr.arpa")]
    [InlineData("user@example.com", "example.com")]
    [InlineData("b\u00FCcher.example", "xn--bcher-kva.example")]
    public void A_name_is_brought_into_the_form_that_is_asked_for(string text, string expected) =>
        Assert.Equal(expected, QueryName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..example.com")]
    [InlineData("a b.example.com")]
    [InlineData("a\\.b.example.com")]
    [InlineData("192.0.2.1")]
    [InlineData("a\u0000.example.com")]
    [MemberData(nameof(TooLong))]
    public void What_is_no_name_is_refused(string text) =>
        Assert.Equal(ErrorKind.DomainInvalid, Assert.Throws<SmtpAdminException>(() => QueryName.Parse(text)).Kind);
}
