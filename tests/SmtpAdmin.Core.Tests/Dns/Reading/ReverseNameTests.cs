using System.Net;
using SmtpAdmin.Core.Dns.Reading;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

public sealed class ReverseNameTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", "1.2.0.192.in-addr.arpa")]
    [InlineData(" 192.000.02.010 ", "192.0.2.10", "10.2.0.192.in-addr.arpa")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", "1.2.0.192.in-addr.arpa")]
    [InlineData(
        "2001:DB8::567:89ab",
        "2001:db8::567:89ab",
        "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public void Addresses_are_read_and_turned_round(string text, string address, string name)
    {
        Assert.True(ReverseName.TryParse(text, out IPAddress read));
        Assert.Equal((address, name), (read.ToString(), ReverseName.InArpa(read)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.1.5")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("192.0.2.1:53")]
    [InlineData("[2001:db8::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("1:2:3")]
    [InlineData("example.com")]
    public void Other_texts_are_no_addresses(string? text) => Assert.False(ReverseName.TryParse(text, out _));
}
