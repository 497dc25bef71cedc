using SmtpAdmin.Relay.Session.Proxying;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session.Proxying;

public sealed class TrustedNetworksTests
{
    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("::1", "127.0.0.1", false)]
    [InlineData("10.0.0.0/8", "no address", false)]
    public void An_address_is_in_it_or_not(string network, string address, bool isIn)
    {
        Assert.Equal(isIn, new TrustedNetworks([network]).Contains(address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("host.test")]
    [InlineData("192.0.2.1/24")]
    [InlineData("192.0.2.0/33")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("0.0.0.0/7")]
    [InlineData("::ffff:192.0.2.0/120")]
    public void What_is_no_network_or_nearly_everyone_is_refused(string network)
    {
        var failure = Assert.Throws<SmtpAdminException>(() => new TrustedNetworks([network]));
        Assert.Equal(ErrorKind.RelayOptionsInvalid, failure.Kind);
    }

    [Fact]
    public void By_default_nobody_is_trusted()
    {
        Assert.False(new TrustedNetworks(TestRelay.Options.TrustedProxies).Contains("127.0.0.1"));
        Assert.False(new TrustedNetworks(TestRelay.Options.TrustedXClients).Contains("127.0.0.1"));
    }
}
