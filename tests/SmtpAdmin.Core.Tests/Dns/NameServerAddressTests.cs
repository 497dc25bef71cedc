using SmtpAdmin.Core.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns;

public sealed class NameServerAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", "Udp", "192.0.2.1", 53, "192.0.2.1:53")]
    [InlineData(" dns.example:5353 ", "Udp", "dns.example", 5353, "dns.example:5353")]
    [InlineData("2001:db8::1", "Udp", "2001:db8::1", 53, "[2001:db8::1]:53")]
    [InlineData("[2001:db8::1]:54", "Udp", "2001:db8::1", 54, "[2001:db8::1]:54")]
    [InlineData("udp://192.0.2.1", "Udp", "192.0.2.1", 53, "192.0.2.1:53")]
    [InlineData("TCP://192.0.2.1:54", "Tcp", "192.0.2.1", 54, "tcp://192.0.2.1:54")]
    [InlineData("tls://dns.example", "Tls", "dns.example", 853, "tls://dns.example:853")]
    [InlineData("tls://[::1]:8853", "Tls", "::1", 8853, "tls://[::1]:8853")]
    [InlineData("https://dns.example", "Https", "dns.example", 443, "https://dns.example/dns-query")]
    [InlineData("https://dns.example:8443/q", "Https", "dns.example", 8443, "https://dns.example:8443/q")]
    [InlineData("https://dns.example/dns-query{?dns}", "Https", "dns.example", 443, "https://dns.example/dns-query")]
    public void Each_form_names_its_transport_host_and_port(
        string text, string transport, string host, int port, string written)
    {
        var address = NameServerAddress.Parse(text);

        Assert.Equal(transport, address.Transport.ToString());
        Assert.Equal(host, address.Host);
        Assert.Equal(port, address.Port);
        Assert.Equal(written, address.ToString());
        Assert.Equal(address, NameServerAddress.Parse(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("://x")]
    [InlineData("http://dns.example/dns-query")]
    [InlineData("quic://dns.example")]
    [InlineData("tls://")]
    [InlineData("tls://dns.example/path")]
    [InlineData("https://user:secret@dns.example/")]
    [InlineData("https://dns.example/#x")]
    [InlineData("a\u001Bb c")]
    public void What_names_no_server_is_refused(string text)
    {
        SmtpAdminException error = Assert.Throws<SmtpAdminException>(() => NameServerAddress.Parse(text));

        Assert.Equal(ErrorKind.NameServerInvalid, error.Kind);
        Assert.DoesNotContain('\u001B', error.Message);
    }
}
