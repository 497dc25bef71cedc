using SmtpAdmin.Core.Judging.Baselines;
using Xunit;

namespace SmtpAdmin.Core.Tests.Judging.Baselines;

public sealed class StateTextTests
{
    [Theory]
    [InlineData("Mx", "20 mx2.contoso.com, 10 MX1.Contoso.COM.", "10 mx1.contoso.com, 20 mx2.contoso.com")]
    [InlineData("Mx", "100 b.example,9 z.example,,9 a.example,9 a.example", "9 a.example, 9 z.example, 100 b.example")]
    [InlineData("Mx", "10 m\u00FCnchen.example", "10 xn--mnchen-3ya.example")]
    [InlineData("Mx", "0 .", "null")]
    [InlineData("Mx", "NULL", "null")]
    [InlineData("Mx", "10 mx1.example, 0 .", "null, 10 mx1.example")]
    [InlineData("Mx", "10 user@example.com", "10 user@example.com")]
    [InlineData("Mx", "ten mx1.example", "ten mx1.example")]
    [InlineData("Ns", "NS2.example., ns1.example", "ns1.example, ns2.example")]
    [InlineData("MtaSts/Mode", "Enforce", "enforce")]
    [InlineData("MtaSts/Mx", "mx2.Example, *.M\u00FCnchen.example", "*.xn--mnchen-3ya.example, mx2.example")]
    [InlineData("MtaSts/MaxAge", " 604800 ", "604800")]
    [InlineData("Tlsa/mx1.example", "3 1 1 BB, 3  1 1 AA 11", "3 1 1 aa11, 3 1 1 bb")]
    [InlineData("Caa", "0 ISSUE  \"b, c\\\", d\", 0 iodef \"a\"", "0 iodef \"a\", 0 issue \"b, c\\\", d\"")]
    [InlineData("Caa", "0 issue \"a\\", "0 issue \"a\\")]
    [InlineData("Dnssec", "secure", "Secure")]
    [InlineData("Srv/_imaps._tcp", "5 1 993 B.example., 0  1 993 a.example", "0 1 993 a.example, 5 1 993 b.example")]
    [InlineData("Srv/_imaps._tcp", "0 0 0 .", "0 0 0 .")]
    [InlineData("Srv/_imaps._tcp", "Imap", "imap")]
    [InlineData("Ptr/192.0.2.1", "MX.example., a.example", "a.example, mx.example")]
    [InlineData("Dnssec", "yes", "yes")]
    [InlineData("Spf", " v=spf1  A, b -all ", "v=spf1  A, b -all")]
    [InlineData("Dmarc", "v=DMARC1;\u001B[31m", "v=DMARC1;\\027[31m")]
    public void A_value_is_brought_into_one_form_and_stays_in_it(string path, string given, string expected)
    {
        string normal = StateText.Normalize(path, given);

        Assert.Equal(expected, normal);
        Assert.Equal(normal, StateText.Normalize(path, normal));
    }

    [Theory]
    [InlineData("mx", "Mx")]
    [InlineData(" MTASTS/maxage ", "MtaSts/MaxAge")]
    [InlineData("dkim/Selector1", "Dkim/selector1")]
    [InlineData("Dkim/2026", "Dkim/2026")]
    [InlineData("Dkim/a.b", "Dkim/a.b")]
    [InlineData("Dkim/*", "Dkim/*")]
    [InlineData("BIMI/Default", "Bimi/default")]
    [InlineData("SRV/_Submissions._TCP", "Srv/_submissions._tcp")]
    [InlineData("Srv/_autodiscover._tcp", "Srv/_autodiscover._tcp")]
    [InlineData("ptr/2001:0DB8::0025", "Ptr/2001:db8::25")]
    [InlineData("Tlsa/MX1.m\u00FCnchen.example.", "Tlsa/mx1.xn--mnchen-3ya.example")]
    public void A_path_is_known_in_any_case(string given, string expected)
    {
        Assert.True(StatePath.TryParse(given, out string? path));
        Assert.Equal(expected, path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Soa")]
    [InlineData("MtaSts")]
    [InlineData("MtaSts/Id")]
    [InlineData("Dmarc.Policy")]
    [InlineData("Dkim")]
    [InlineData("Dkim/")]
    [InlineData("Dkim/a b")]
    [InlineData("Bimi/*")]
    [InlineData("Srv/")]
    [InlineData("Srv/_xmpp._tcp")]
    [InlineData("Ptr/mx1.example")]
    [InlineData("Tlsa/192.0.2.1")]
    [InlineData("Tlsa/*")]
    public void What_names_no_value_is_no_path(string given) => Assert.False(StatePath.TryParse(given, out _));
}
