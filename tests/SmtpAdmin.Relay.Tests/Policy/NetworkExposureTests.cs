using System;
using System.Linq;
using SmtpAdmin.Relay.Policy;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy;

public sealed class NetworkExposureTests
{
    [Theory]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("10.0.0.0/7", true)]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("0.0.0.0/1 128.0.0.0/1", true)]
    [InlineData("::ffff:0:0/96", true)]
    [InlineData("2001:db8::/32", false)]
    [InlineData("2000::/31", true)]
    [InlineData("::/0", true)]
    [InlineData("fc00::/7", false)]
    [InlineData("fc00::/6", true)]
    [InlineData("fe80::/10", false)]
    [InlineData("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fd00::/8", false)]
    [InlineData("", false)]
    public void A_network_is_too_wide_or_not(string networks, bool expected)
    {
        IpNetwork[] parsed = [.. networks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => new IpNetwork(text))];
        Assert.Equal(expected, NetworkExposure.FindTooWide(parsed) is not null);
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(17, true)]
    [InlineData(224, true)]
    public void Networks_that_make_much_together_are_too_wide(int count, bool expected)
    {
        IpNetwork[] halves = [.. Enumerable.Range(0, count)
            .SelectMany(number => new[] { new IpNetwork($"{number}.0.0.0/9"), new IpNetwork($"{number}.128.0.0/9") })];
        Assert.Equal(expected, NetworkExposure.FindTooWide(halves) is not null);
        IpNetwork[] providers = [.. Enumerable.Range(0, count).Select(number => new IpNetwork($"2001:{number:x}::/32"))];
        Assert.Equal(expected, NetworkExposure.FindTooWide(providers) is not null);
    }

    [Fact]
    public void A_network_named_often_counts_once()
    {
        IpNetwork[] same = [.. Enumerable.Repeat(new IpNetwork("10.0.0.0/8"), 100), new IpNetwork("10.1.0.0/16")];
        Assert.Null(NetworkExposure.FindTooWide(same));
    }
}
