using System.Linq;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Records;

public sealed class SpfRecordParserTests
{
    [Theory]
    [InlineData("v=spf1", true)]
    [InlineData("V=SPF1 -all", true)]
    [InlineData("v=spf1-all", false)]
    [InlineData("v=spf10 -all", false)]
    [InlineData("v=spf1\t-all", false)]
    [InlineData(" v=spf1 -all", false)]
    [InlineData("spf2.0/pra -all", false)]
    [InlineData("", false)]
    public void A_record_begins_with_its_version_and_a_space(string text, bool expected)
    {
        Assert.Equal(expected, SpfRecordParser.IsSpf(text));
        Assert.Equal(expected, SpfRecordParser.Parse(text).Problems.All(static p => p.Code != "SPF-VERSION-MISSING"));
    }

    [Fact]
    public void Terms_keep_their_qualifier_value_and_position()
    {
        SpfSyntax record = SpfRecordParser.Parse(
            "v=spf1  A/24 ?MX:mx.example.com/24//64 ip4:192.0.2.0/24 -all redirect=_spf.example.com");

        Assert.Empty(record.Problems);
        Assert.Equal(
            [
                "+ a /24 8",
                "? mx mx.example.com/24//64 13",
                "+ ip4 192.0.2.0/24 39",
                "- all  56",
                " redirect _spf.example.com 61",
            ],
            record.Terms.Select(term => $"{term.Qualifier} {term.Name} {term.Value} {term.Position}"));
        Assert.Equal('-', record.All);
        Assert.Equal("_spf.example.com", record.Redirect);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a:example.com")]
    [InlineData("a:example.com.")]
    [InlineData("a:foo:bar/baz.example.com")]
    [InlineData("a:foo/bar.example.com/24")]
    [InlineData("a/0")]
    [InlineData("a//0")]
    [InlineData("a//128")]
    [InlineData("mx/32//128")]
    [InlineData("ptr")]
    [InlineData("ptr:example.com")]
    [InlineData("ip4:0.0.0.0/0")]
    [InlineData("ip6:::1")]
    [InlineData("ip6:::ffff:192.0.2.1/96")]
    [InlineData("include:_spf.example.com")]
    [InlineData("exists:%{ir}.%{l1r-}._spf.%{d2}")]
    [InlineData("exists:%{S}")]
    [InlineData("exists:a%%b%_c%-d.example.com")]
    [InlineData("exp=explain._spf.%{d}")]
    [InlineData("moo.cow-far_out=man:dog/cat")]
    [InlineData("moo=")]
    [InlineData("moo=%{c}%{r}%{t}")]
    public void What_the_grammar_allows_has_no_problem(string term) =>
        Assert.Empty(SpfRecordParser.Parse("v=spf1 " + term + " -all").Problems);

    [Theory]
    [InlineData("ipv4:192.0.2.1", "SPF-MECHANISM-UNKNOWN")]
    [InlineData("all.", "SPF-MECHANISM-UNKNOWN")]
    [InlineData("192.0.2.1", "SPF-TERM-INVALID")]
    [InlineData("~~all", "SPF-TERM-INVALID")]
    [InlineData("-redirect=example.com", "SPF-TERM-INVALID")]
    [InlineData("=example.com", "SPF-TERM-INVALID")]
    [InlineData("include\u00A0example.com", "SPF-TERM-INVALID")]
    [InlineData("all:example.com", "SPF-VALUE-UNEXPECTED")]
    [InlineData("all/8", "SPF-VALUE-UNEXPECTED")]
    [InlineData("ptr/0", "SPF-VALUE-UNEXPECTED")]
    [InlineData("include", "SPF-VALUE-MISSING")]
    [InlineData("include:", "SPF-VALUE-MISSING")]
    [InlineData("include/24", "SPF-VALUE-MISSING")]
    [InlineData("a:", "SPF-VALUE-MISSING")]
    [InlineData("a:/24", "SPF-VALUE-MISSING")]
    [InlineData("exists", "SPF-VALUE-MISSING")]
    [InlineData("ip4", "SPF-VALUE-MISSING")]
    [InlineData("redirect=", "SPF-VALUE-MISSING")]
    [InlineData("a:museum", "SPF-DOMAIN-INVALID")]
    [InlineData("a:museum.", "SPF-DOMAIN-INVALID")]
    [InlineData("a:example.111", "SPF-DOMAIN-INVALID")]
    [InlineData("a:example.-com", "SPF-DOMAIN-INVALID")]
    [InlineData("a:example.com:8080", "SPF-DOMAIN-INVALID")]
    [InlineData("include:example.com/24", "SPF-DOMAIN-INVALID")]
    [InlineData("exists:example..", "SPF-DOMAIN-INVALID")]
    [InlineData("exists:.", "SPF-DOMAIN-INVALID")]
    [InlineData("a/33", "SPF-PREFIX-INVALID")]
    [InlineData("a/", "SPF-PREFIX-INVALID")]
    [InlineData("a/08", "SPF-PREFIX-INVALID")]
    [InlineData("a//129", "SPF-PREFIX-INVALID")]
    [InlineData("a/24/64", "SPF-PREFIX-INVALID")]
    [InlineData("mx:example.com/24a", "SPF-DOMAIN-INVALID")]
    [InlineData("ip4:192.0.2.1/33", "SPF-PREFIX-INVALID")]
    [InlineData("ip4:192.0.2.1//24", "SPF-PREFIX-INVALID")]
    [InlineData("ip4:192.0.2.1/", "SPF-PREFIX-INVALID")]
    [InlineData("ip4:192.0.2", "SPF-ADDRESS-INVALID")]
    [InlineData("ip4:192.0.2.01", "SPF-ADDRESS-INVALID")]
    [InlineData("ip4:192.0.2.1:8080", "SPF-ADDRESS-INVALID")]
    [InlineData("ip4:8.8.8.8~all", "SPF-ADDRESS-INVALID")]
    [InlineData("ip4:%{i}", "SPF-ADDRESS-INVALID")]
    [InlineData("ip6:192.0.2.1", "SPF-ADDRESS-INVALID")]
    [InlineData("ip6:[::1]", "SPF-ADDRESS-INVALID")]
    [InlineData("ip6:fe80::1%eth0", "SPF-ADDRESS-INVALID")]
    [InlineData("ip6:::1/129", "SPF-PREFIX-INVALID")]
    [InlineData("exists:%", "SPF-MACRO-INVALID")]
    [InlineData("exists:%a.example.com", "SPF-MACRO-INVALID")]
    [InlineData("exists:%{", "SPF-MACRO-INVALID")]
    [InlineData("exists:%{d", "SPF-MACRO-INVALID")]
    [InlineData("exists:%{}.example.com", "SPF-MACRO-INVALID")]
    [InlineData("exists:%{d0}.example.com", "SPF-MACRO-INVALID")]
    [InlineData("exists:%{dr2}.example.com", "SPF-MACRO-INVALID")]
    [InlineData("exists:%{x}.example.com", "SPF-MACRO-INVALID")]
    [InlineData("include:%{c}.example.com", "SPF-MACRO-INVALID")]
    [InlineData("exp=%{r}", "SPF-MACRO-INVALID")]
    [InlineData("moo=%{x}", "SPF-MACRO-INVALID")]
    [InlineData("exists:b\u00FCcher.example", "SPF-MACRO-INVALID")]
    public void What_the_grammar_does_not_allow_is_named_with_its_position(string term, string code)
    {
        RecordProblem problem = Assert.Single(SpfRecordParser.Parse("v=spf1 mx " + term + " moo=1").Problems);

        Assert.Equal(code, problem.Code);
        Assert.Equal(10, problem.Position);
        Assert.Equal(term, problem.Text);
    }

    [Theory]
    [InlineData("v=spf1 redirect=a.example REDIRECT=b.example", "SPF-MODIFIER-DUPLICATE", 26)]
    [InlineData("v=spf1 exp=a.example -all exp=b.example", "SPF-MODIFIER-DUPLICATE", 26)]
    [InlineData("v=spf1 -all mx", "SPF-TERM-AFTER-ALL", 12)]
    public void Terms_that_contradict_each_other_are_named(string text, string code, int position)
    {
        RecordProblem problem = Assert.Single(SpfRecordParser.Parse(text).Problems);

        Assert.Equal((code, position), (problem.Code, problem.Position));
    }

    [Fact]
    public void Other_modifiers_may_come_twice_and_behind_all() =>
        Assert.Empty(SpfRecordParser.Parse("v=spf1 -all moo=a moo=b redirect=example.com").Problems);

    [Fact]
    public void Reading_goes_on_behind_a_mistake()
    {
        SpfSyntax record = SpfRecordParser.Parse("v=spf1 ipv4:192.0.2.1 !! ip4:300.0.0.1 ~all");

        Assert.Equal([7, 22, 25], record.Problems.Select(problem => problem.Position));
        Assert.Equal('~', record.All);
    }

    [Fact]
    public void A_hostile_record_costs_a_bounded_list_of_short_problems()
    {
        string term = " !\u001B[2J" + new string('/', 300);

        SpfSyntax record = SpfRecordParser.Parse("v=spf1" + string.Concat(Enumerable.Repeat(term, 200)));

        Assert.Equal(50, record.Problems.Count);
        Assert.All(record.Problems, problem => Assert.InRange(problem.Text.Length, 1, 100));
        Assert.DoesNotContain(record.Problems, problem => problem.Text.Contains('\u001B'));
    }
}
