using System.Net;
using SmtpAdmin.Relay.Policy;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy;

public sealed class ClientIdentityTests
{
    [Theory]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("fe80::1%7", "fe80::1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void An_address_has_one_form(string address, string expected) =>
        Assert.Equal(expected, new ClientIdentity(IPAddress.Parse(address)).Address);
}
