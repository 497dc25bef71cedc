using SmtpAdmin.Core.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns;

public sealed class DomainNameTests
{
    public static TheoryData<string, string> Longest => new()
    {
        { new string('a', 63) + ".com", new string('a', 63) + ".com" },
        { $"{Label(63)}.{Label(63)}.{Label(63)}.{Label(61)}", $"{Label(63)}.{Label(63)}.{Label(63)}.{Label(61)}" },
    };

    public static TheoryData<string> TooLong =>
    [
        new string('a', 64) + ".com",
        $"{Label(63)}.{Label(63)}.{Label(63)}.{Label(62)}",
        new string('\u00FC', 60) + ".com",
        new string('a', 100_000),
    ];

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("  Example.COM. ", "example.com")]
    [InlineData("user@example.com", "example.com")]
    [InlineData("\"a@b\"@example.com", "example.com")]
    [InlineData("_dmarc.example.com", "_dmarc.example.com")]
    [InlineData("b\u00FCcher.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("user@b\u00FCcher.example", "xn--bcher-kva.example")]
    [InlineData("\u4F8B\u3048\u3002\u30C6\u30B9\u30C8", "xn--r8jz45g.xn--zckzah")]
    [InlineData("localhost", "localhost")]
    [InlineData("1.example.com", "1.example.com")]
    [MemberData(nameof(Longest))]
    public void A_domain_is_brought_into_the_form_that_is_asked_for(string text, string expected) =>
        Assert.Equal(expected, DomainName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(".")]
    [InlineData("user@")]
    [InlineData("example..com")]
    [InlineData(".example.com")]
    [InlineData("example.com..")]
    [InlineData("-a.example.com")]
    [InlineData("a-.example.com")]
    [InlineData("exa mple.com")]
    [InlineData("exa\u0000mple.com")]
    [InlineData("a,example.com")]
    [InlineData("192.0.2.1")]
    [InlineData("[192.0.2.1]")]
    [InlineData("https://example.com/")]
    [MemberData(nameof(TooLong))]
    public void What_is_no_domain_is_refused(string? text)
    {
        SmtpAdminException error = Assert.Throws<SmtpAdminException>(() => DomainName.Parse(text!));

        Assert.Equal(ErrorKind.DomainInvalid, error.Kind);
        Assert.InRange(error.Message.Length, 1, 200);
        Assert.DoesNotContain('\0', error.Message);
    }

    private static string Label(int length) => new('a', length);
}
