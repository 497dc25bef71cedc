using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy;

public sealed class AddressPatternTests
{
    [Theory]
    [InlineData("ann@example.com", "ann@example.com", true)]
    [InlineData("ann@example.com", "ANN@Example.COM", true)]
    [InlineData("ann@example.com", "\"ann\"@example.com", true)]
    [InlineData("ann@example.com", "\"a\\nn\"@example.com", true)]
    [InlineData("ann@example.com", "joann@example.com", false)]
    [InlineData("ann@example.com", "ann@sub.example.com", false)]
    [InlineData("example.com", "ann@EXAMPLE.com", true)]
    [InlineData("example.com", "ann@sub.example.com", false)]
    [InlineData("example.com", "ann@badexample.com", false)]
    [InlineData("*.example.com", "ann@a.b.example.com", true)]
    [InlineData("*.example.com", "ann@example.com", false)]
    [InlineData("*.example.com", "ann@badexample.com", false)]
    [InlineData("b\u00FCcher.example", "ann@xn--bcher-kva.example", true)]
    [InlineData("ann@[192.0.2.1]", "ann@[192.0.2.1]", true)]
    [InlineData("*", "ann@example.com", true)]
    [InlineData("*", "<>", false)]
    [InlineData("<>", "<>", true)]
    [InlineData("<>", "ann@example.com", false)]
    [InlineData("example.com", "<>", false)]
    public void A_pattern_matches_or_not(string pattern, string address, bool expected)
    {
        Assert.True(AddressPattern.TryParse(pattern, out AddressPattern? parsed));
        Assert.Null(PathCommand.ParseMail(address == "<>" ? "FROM:<>" : $"FROM:<{address}>", out PathCommand mail));
        Assert.Equal(expected, parsed!.Matches(mail.Path));
        Assert.Equal(pattern, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann@*.example.com")]
    [InlineData("*.")]
    [InlineData("**")]
    [InlineData("example..com")]
    [InlineData("example.com.")]
    [InlineData("exam ple.com")]
    [InlineData("[192.0.2.1]")]
    [InlineData("a.*.com")]
    public void What_can_match_nothing_is_no_pattern(string pattern) => Assert.False(AddressPattern.TryParse(pattern, out _));
}
