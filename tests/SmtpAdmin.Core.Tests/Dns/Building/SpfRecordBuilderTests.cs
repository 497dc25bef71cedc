using System;
using System.Linq;
using SmtpAdmin.Core.Dns.Building;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Building;

public sealed class SpfRecordBuilderTests
{
    [Fact]
    public void What_costs_no_lookup_stands_in_front()
    {
        MailDnsRecordDraft draft = Build(new SpfDraft
        {
            Include = ["spf.example.net"],
            Ip = ["192.0.2.0/24", "2001:DB8:0:0::/32", "192.0.2.1/32"],
            A = true,
            Mx = true,
            All = '-',
        });

        Assert.Equal("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip4:192.0.2.1 a mx include:spf.example.net -all", draft.Value);
        Assert.Empty(draft.Warnings);
        Assert.Empty(SpfRecordParser.Parse(draft.Value).Problems);
    }

    [Fact]
    public void Where_nobody_may_send_the_others_fail() => Assert.Equal("v=spf1 -all", Build(new SpfDraft()).Value);

    [Fact]
    public void Where_somebody_may_send_the_others_fail_softly()
        => Assert.Equal("v=spf1 mx ~all", Build(new SpfDraft { Mx = true }).Value);

    [Fact]
    public void A_redirect_takes_the_place_of_all()
        => Assert.Equal("v=spf1 redirect=_spf.example.net", Build(new SpfDraft { Redirect = "_spf.example.net" }).Value);

    [Fact]
    public void A_redirect_beside_all_is_refused()
        => Assert.Contains("_spf.example.net", Places.Refusal(
            () => Build(new SpfDraft { Redirect = "_spf.example.net", All = '-' })));

    [Fact]
    public void What_is_named_twice_is_written_once()
        => Assert.Equal(
            "v=spf1 include:a.example ~all", Build(new SpfDraft { Include = ["a.example", "A.EXAMPLE", "a.example."] }).Value);

    [Fact]
    public void Macros_are_taken_where_they_are_sound()
        => Assert.Equal(
            "v=spf1 include:%{i}._ip.%{h}._spf.example.net ~all",
            Build(new SpfDraft { Include = ["%{i}._ip.%{h}._spf.example.net"] }).Value);

    [Theory]
    [InlineData("192.0.2.1/33")]
    [InlineData("192.0.2.1/-1")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2")]
    [InlineData("010.0.0.1")]
    [InlineData("2001:db8::/129")]
    [InlineData("fe80::1%eth0")]
    [InlineData("::1 -all")]
    [InlineData("192.0.2.1\r\n+all")]
    [InlineData("mail.example.com")]
    [InlineData("")]
    public void What_is_no_network_is_refused_by_name(string network)
        => Assert.Contains("-Ip", Places.Refusal(() => Build(new SpfDraft { Ip = [network] })));

    [Theory]
    [InlineData("a b.example")]
    [InlineData("a.example +all")]
    [InlineData("a.example\r\nb.example TXT x")]
    [InlineData("a.example\" \"+all")]
    [InlineData("a.example;x")]
    [InlineData("user@a.example")]
    [InlineData("192.0.2.1")]
    [InlineData("%{z}.example")]
    [InlineData("%{i} +all")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_domain_is_refused_by_name(string? domain)
    {
        Assert.Contains("-Include", Places.Refusal(() => Build(new SpfDraft { Include = [domain!] })));
        if (domain is not null)
        {
            Assert.Contains("-Redirect", Places.Refusal(() => Build(new SpfDraft { Redirect = domain })));
        }
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void More_than_ten_lookups_are_a_warning(int includes, bool warns)
        => Assert.Equal(warns, Build(new SpfDraft { Include = Names(includes) }).Warnings.Contains("SPF-LOOKUPS-EXCEEDED"));

    [Theory]
    [InlineData(10, new string[0])]
    [InlineData(20, new[] { "SPF-STRINGS-SEVERAL" })]
    [InlineData(40, new[] { "SPF-RECORD-LONG" })]
    public void Length_is_a_warning(int addresses, string[] expected)
    {
        MailDnsRecordDraft draft = Build(new SpfDraft
        {
            Ip = [.. Enumerable.Range(1, addresses).Select(number => $"192.0.2.{number}")],
        });

        Assert.Equal(expected, draft.Warnings);
        Assert.Equal(draft.Value, string.Concat(draft.Strings));
    }

    [Theory]
    [InlineData("0.0.0.0/0", "SPF-NETWORK-WIDE")]
    [InlineData("10.0.0.0/15", "SPF-NETWORK-WIDE")]
    [InlineData("2001:db8::/28", "SPF-NETWORK-WIDE")]
    [InlineData("192.0.2.1/24", "SPF-NETWORK-HOST-BITS")]
    public void A_network_that_is_hardly_meant_is_a_warning(string network, string expected)
        => Assert.Contains(expected, Build(new SpfDraft { Ip = [network] }).Warnings);

    private static MailDnsRecordDraft Build(SpfDraft draft) => SpfRecordBuilder.Build(Places.Example, draft);

    private static string[] Names(int count) =>
        [.. Enumerable.Range(1, count).Select(number => FormattableString.Invariant($"s{number}.example"))];
}
