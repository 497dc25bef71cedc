using System;
using SmtpAdmin.Relay.Delivery.Routing;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Routing;

public sealed class RoutePatternTests
{
    [Theory]
    [InlineData("", "anna@example.com", true)]
    [InlineData("example.com", "anna@EXAMPLE.com", true)]
    [InlineData("example.com", "anna@sub.example.com", false)]
    [InlineData("example.com", "anna@notexample.com", false)]
    [InlineData("*.example.com", "anna@sub.example.com", true)]
    [InlineData("*.example.com", "anna@example.com", false)]
    [InlineData("*.example.com", "anna@evilexample.com", false)]
    [InlineData("Anna@example.com", "anna@example.com", true)]
    [InlineData("anna@example.com", "bert@example.com", false)]
    [InlineData("example.org,example.com", "anna@example.com", true)]
    [InlineData("example.com", "\"a@example.com\"@example.net", false)]
    [InlineData("example.com", "", false)]
    public void A_pattern_is_for(string patterns, string address, bool isMatch) => Assert.Equal(
        isMatch, RoutePattern.IsMatch(patterns.Split(',', StringSplitOptions.RemoveEmptyEntries), address));

    [Fact]
    public void A_providers_limits_narrow_those_of_the_route_and_never_widen_them()
    {
        var exchange = new RouteLimits().For("SMTP.office365.com");
        var narrow = new RouteLimits { Connections = 2 }.For("smtp.office365.com");

        Assert.Equal((3, 30), (exchange.Connections, exchange.MessagesPerMinute));
        Assert.Equal(2, narrow.Connections);
        Assert.Equal(new RouteLimits(), new RouteLimits().For("mail.example.com"));
    }
}
