using System;
using System.Net;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy;

public sealed class IpNetworkTests
{
    [Theory]
    [InlineData("10.1.0.0/16", "10.1.0.0/16")]
    [InlineData(" 10.1.2.3/16 ", "10.1.0.0/16")]
    [InlineData("192.0.2.7", "192.0.2.7/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("192.0.2.255/25", "192.0.2.128/25")]
    [InlineData("2001:DB8::/48", "2001:db8::/48")]
    [InlineData("::1", "::1/128")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7/32")]
    public void A_network_is_read(string text, string expected) => Assert.Equal(expected, new IpNetwork(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/255.0.0.0")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0A000001")]
    [InlineData("::/129")]
    [InlineData("[::1]/128")]
    [InlineData("fe80::1%eth0/10")]
    [InlineData("example.com")]
    public void What_does_not_surely_say_one_network_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => new IpNetwork(text));

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.255.255", true)]
    [InlineData("10.1.0.0/16", "10.2.0.0", false)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.0.1", true)]
    [InlineData("::ffff:10.1.0.0/112", "10.1.0.1", true)]
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("::/0", "10.0.0.1", false)]
    [InlineData("::/0", "::ffff:10.0.0.1", false)]
    [InlineData("2001:db8::/47", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/48", "2001:db8:1::1", false)]
    [InlineData("fe80::/10", "fe80::1%3", true)]
    public void An_address_lies_in_it_or_not(string network, string address, bool expected) =>
        Assert.Equal(expected, new IpNetwork(network).Contains(IPAddress.Parse(address)));
}
