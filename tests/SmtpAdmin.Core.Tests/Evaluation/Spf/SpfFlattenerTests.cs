using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Spf;
using SmtpAdmin.Core.Tests.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

public sealed class SpfFlattenerTests
{
    [Fact]
    public async Task Each_network_is_listed_with_its_qualifier_and_origin()
    {
        IReadOnlyList<SpfNetworkEntry> entries = await FlattenAsync(new MemoryResolver()
            .Text("example.com", "v=spf1 ip4:192.0.2.77/24 ~a/30//64 mx include:a.example ?include:b.example redirect=c.example")
            .Host("example.com", "198.51.100.9", "2001:db8::9")
            .Exchanges("example.com", "mx.example.com")
            .Host("mx.example.com", "198.51.100.25")
            .Text("a.example", "v=spf1 -ip4:203.0.113.5 ip4:203.0.113.0/28 include:d.example -all")
            .Text("b.example", "v=spf1 ip6:2001:db8:b::/48")
            .Text("c.example", "v=spf1 ip4:192.0.2.200 +all")
            .Text("d.example", "v=spf1 ip4:203.0.113.99"));

        Assert.Equal(
            [
                "+192.0.2.0/24 IPv4 example.com ip4:192.0.2.77/24 <",
                "~198.51.100.8/30 IPv4 example.com ~a/30//64 <",
                "~2001:db8::/64 IPv6 example.com ~a/30//64 <",
                "+198.51.100.25/32 IPv4 example.com mx <",
                "-203.0.113.5/32 IPv4 a.example -ip4:203.0.113.5 < include:a.example",
                "+203.0.113.0/28 IPv4 a.example ip4:203.0.113.0/28 < include:a.example",
                "+203.0.113.99/32 IPv4 d.example ip4:203.0.113.99 < include:a.example < include:d.example",
                "?2001:db8:b::/48 IPv6 b.example ip6:2001:db8:b::/48 < ?include:b.example",
                "+192.0.2.200/32 IPv4 c.example ip4:192.0.2.200 < redirect=c.example",
                "+0.0.0.0/0 IPv4 c.example all < redirect=c.example",
                "+::/0 IPv6 c.example all < redirect=c.example",
            ],
            entries.Select(static entry =>
                $"{entry.Qualifier}{entry.Network} {entry.Family} {entry.TermDomain} {entry.Term} <"
                + string.Join(" <", entry.Origin.Select(static term => " " + term))));
        Assert.All(entries, static entry => Assert.Null(entry.ProblemCode));
    }

    [Theory]
    [InlineData("exists:%{i}.example.net", "SPF-NOT-EXPANDABLE")]
    [InlineData("ptr", "SPF-NOT-EXPANDABLE")]
    [InlineData("a:%{l}.example.net", "SPF-NOT-EXPANDABLE")]
    [InlineData("include:%{i}.example.net", "SPF-NOT-EXPANDABLE")]
    [InlineData("include:gone.example", "SPF-INCLUDE-NO-RECORD")]
    [InlineData("redirect=gone.example", "SPF-REDIRECT-NO-RECORD")]
    [InlineData("include:example.com", "SPF-LOOP")]
    [InlineData("include:bad.example", "SPF-MECHANISM-UNKNOWN")]
    [InlineData("include:many.example", "SPF-MULTIPLE")]
    [InlineData("include:silent.example", "SPF-DNS-FAILED")]
    [InlineData("mx:silent.example", "SPF-DNS-FAILED")]
    public async Task What_stands_for_no_networks_is_listed_with_the_reason(string term, string code)
    {
        IReadOnlyList<SpfNetworkEntry> entries = await FlattenAsync(new MemoryResolver()
            .Text("example.com", "v=spf1 " + term)
            .Text("bad.example", "v=spf1 moo")
            .Text("many.example", "v=spf1 a", "v=spf1 mx")
            .Fail("silent.example", DnsRecordType.Txt, DnsStatus.Timeout)
            .Fail("silent.example", DnsRecordType.Mx, DnsStatus.Refused));

        SpfNetworkEntry entry = Assert.Single(entries);
        Assert.Equal((code, term, null), (entry.ProblemCode, entry.Term, entry.Network));
        Assert.NotNull(entry.Problem);
    }

    [Fact]
    public async Task The_macros_for_the_domain_are_expanded()
    {
        IReadOnlyList<SpfNetworkEntry> entries = await FlattenAsync(new MemoryResolver()
            .Text("example.com", "v=spf1 include:_spf.%{d} -all")
            .Text("_spf.example.com", "v=spf1 a:%{o} a:%{d2}")
            .Host("example.com", "192.0.2.1"));

        Assert.Equal(["192.0.2.1/32", "192.0.2.1/32"], entries.Select(static entry => entry.Network));
    }

    [Fact]
    public async Task A_domain_without_a_record_says_so()
    {
        SpfNetworkEntry entry = Assert.Single(await FlattenAsync(new MemoryResolver()));

        Assert.Equal("SPF-MISSING", entry.ProblemCode);
    }

    [Theory]
    [InlineData("ip4:192.0.2.1 ", 10_000)]
    [InlineData("", 0)]
    public async Task A_tree_that_doubles_at_each_step_is_cut(string term, int expected)
    {
        var zone = new MemoryResolver().Text("example.com", "v=spf1 include:d0.example");
        for (int depth = 0; depth < 40; depth++)
        {
            zone.Text(
                $"d{depth}.example", $"v=spf1 {term}include:d{depth + 1}.example include:d{depth + 1}.example");
        }

        zone.Text("d40.example", "v=spf1 -all");

        Assert.Equal(expected, (await FlattenAsync(zone)).Count);
    }

    private static Task<IReadOnlyList<SpfNetworkEntry>> FlattenAsync(MemoryResolver zone) =>
        SpfFlattener.FlattenAsync(zone, "example.com", TestContext.Current.CancellationToken);
}
