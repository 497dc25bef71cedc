using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Tests.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

public sealed class SpfEvaluatorTests
{
    [Fact]
    public async Task The_term_that_decided_is_named_with_its_record_and_the_way_to_it()
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 include:a.example redirect=b.example")
            .Text("a.example", "v=spf1 ~ip4:192.0.2.9 -all")
            .Text("b.example", "v=spf1 include:c.example -all")
            .Text("c.example", "v=spf1 ip4:192.0.2.0/24");

        MailSpfResult result = await zone.EvaluateAsync("user@example.com");

        Assert.Equal(
            (SpfResult.Pass, "ip4:192.0.2.0/24", "c.example"),
            (result.Result, result.Mechanism, result.MechanismDomain));
        Assert.Equal(["redirect=b.example", "include:c.example"], result.Origin);
        Assert.Equal((3, 0), (result.LookupCount, result.VoidLookupCount));
    }

    [Fact]
    public async Task The_trace_tells_what_each_term_asked_and_cost()
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 a:gone.example mx include:a.example ip4:198.51.100.1 -all")
            .Exchanges("example.com", "mx.example.com")
            .Host("mx.example.com", "192.0.2.7")
            .Text("a.example", "v=spf1 exists:%{ir}.a.example ?all");

        MailSpfResult result = await zone.EvaluateAsync("user@example.com");

        Assert.Equal(SpfResult.Fail, result.Result);
        Assert.Equal(
            [
                "0/0 v=spf1: Match [TXT example.com Found]",
                "1/1 a:gone.example: NoMatch [A gone.example NxDomain]",
                "2/1 mx: NoMatch [MX example.com Found, A mx.example.com Found]",
                "3/1 include:a.example: NoMatch [TXT a.example Found]",
                "4/2   exists:%{ir}.a.example: NoMatch [A 1.2.0.192.a.example NxDomain]",
                "4/2   ?all: Match",
                "4/2 ip4:198.51.100.1: NoMatch",
                "4/2 -all: Match",
            ],
            result.Trace.Select(step => step.ToString()));
        Assert.Equal([0, 1, 1, 1, 1, 0, 0, 0], result.Trace.Select(step => step.Lookups));
        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 0], result.Trace.Select(step => step.VoidLookups));
    }

    [Theory]
    [InlineData("example.com", "Txt")]
    [InlineData("a.example", "Txt")]
    [InlineData("host.example", "A")]
    [InlineData("example.com", "Mx")]
    [InlineData("mx.example.com", "A")]
    [InlineData("exists.example", "A")]
    public async Task A_question_without_an_answer_leaves_the_verdict_open(string name, string typeName)
    {
        DnsRecordType type = Enum.Parse<DnsRecordType>(typeName);
        foreach (DnsStatus status in (DnsStatus[])[DnsStatus.Timeout, DnsStatus.ServFail, DnsStatus.Refused, DnsStatus.Error])
        {
            MemoryResolver zone = new MemoryResolver()
                .Text("example.com", "v=spf1 include:a.example a:host.example mx exists:exists.example -all")
                .Text("a.example", "v=spf1 -all")
                .Exchanges("example.com", "mx.example.com")
                .Host("mx.example.com", "198.51.100.1")
                .Host("host.example", "198.51.100.1")
                .Fail(name, type, status);

            MailSpfResult result = await zone.EvaluateAsync("user@example.com");

            Assert.Equal((SpfResult.TempError, "SPF-DNS-FAILED"), (result.Result, result.ProblemCode));
            SpfTraceStep last = result.Trace[result.Trace.Count - 1];
            Assert.Equal((SpfStepOutcome.Error, "SPF-DNS-FAILED"), (last.Outcome, last.Detail));
            Assert.Equal(status, last.Questions[last.Questions.Count - 1].Status);
        }
    }

    // RFC 7208, section 5.5: the names are the client's, and the domain cannot help what is wrong with them.
    [Theory]
    [InlineData("1.2.0.192.in-addr.arpa", "Ptr")]
    [InlineData("mail.example.com", "A")]
    public async Task A_ptr_that_cannot_be_looked_up_does_not_match(string name, string typeName)
    {
        DnsRecordType type = Enum.Parse<DnsRecordType>(typeName);
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 ptr ~all")
            .Pointers("192.0.2.1", "mail.example.com")
            .Host("mail.example.com", "192.0.2.1");

        Assert.Equal(SpfResult.Pass, (await zone.EvaluateAsync("user@example.com")).Result);
        zone.Fail(name, type, DnsStatus.ServFail);
        Assert.Equal(SpfResult.SoftFail, (await zone.EvaluateAsync("user@example.com")).Result);
    }

    [Fact]
    public async Task A_name_only_ends_in_another_at_a_dot()
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 ptr -all")
            .Pointers("192.0.2.1", "notexample.com")
            .Host("notexample.com", "192.0.2.1");

        Assert.Equal(SpfResult.Fail, (await zone.EvaluateAsync("user@example.com")).Result);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("fe80::1%3", "fe80::1")]
    public async Task The_address_is_compared_without_its_disguise(string address, string expected)
    {
        MemoryResolver zone = new MemoryResolver().Text("example.com", "v=spf1 ip4:192.0.2.1 ip6:fe80::/10 -all");

        MailSpfResult result = await zone.EvaluateAsync("user@example.com", address);

        Assert.Equal((SpfResult.Pass, expected), (result.Result, result.IpAddress.ToString()));
    }

    [Theory]
    [InlineData("user@example.com", "example.com", "user@example.com")]
    [InlineData("<User@Example.COM>", "example.com", "User@example.com")]
    [InlineData("@example.com", "example.com", "postmaster@example.com")]
    [InlineData("example.com", "example.com", "postmaster@example.com")]
    [InlineData("", "mail.example.net", "postmaster@mail.example.net")]
    [InlineData("<>", "mail.example.net", "postmaster@mail.example.net")]
    [InlineData("\"a@b\"@example.com", "example.com", "\"a@b\"@example.com")]
    [InlineData("user@b\u00FCcher.example", "xn--bcher-kva.example", "user@xn--bcher-kva.example")]
    public async Task The_domain_is_the_senders_or_that_of_the_greeting(string sender, string domain, string expected)
    {
        MailSpfResult result = await new MemoryResolver().Text(domain, "v=spf1 -all").EvaluateAsync(sender);

        Assert.Equal(
            (SpfResult.Fail, domain, expected), (result.Result, result.Domain, result.Sender));
    }

    [Theory]
    [InlineData("user@localhost")]
    [InlineData("user@[192.0.2.1]")]
    [InlineData("user@192.0.2.1")]
    [InlineData("user@a..example.com")]
    [InlineData("user@exa mple.com")]
    [InlineData("user@")]
    public async Task What_is_no_domain_has_no_record_and_is_not_asked_for(string sender)
    {
        var zone = new MemoryResolver();

        MailSpfResult result = await zone.EvaluateAsync(sender);

        Assert.Equal((SpfResult.None, "SPF-DOMAIN-INVALID"), (result.Result, result.ProblemCode));
        Assert.Empty(zone.Asked);
    }

    [Fact]
    public async Task The_explanation_is_fetched_only_for_a_fail()
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 ip4:192.0.2.1 ~ip4:192.0.2.2 -all exp=why.example.com")
            .Text("why.example.com", "%{i} is not a host of %{o}, %{L}.");

        Assert.Null((await zone.EvaluateAsync("a b@example.com")).Explanation);
        Assert.Null((await zone.EvaluateAsync("a b@example.com", "192.0.2.2")).Explanation);
        Assert.DoesNotContain(zone.Asked, asked => asked.Name == "why.example.com");
        MailSpfResult result = await zone.EvaluateAsync("a b@example.com", "192.0.2.3");
        Assert.Equal("192.0.2.3 is not a host of example.com, a%20b.", result.Explanation);
        Assert.Equal((0, 0), (result.LookupCount, result.VoidLookupCount));
    }

    [Theory]
    [InlineData("caf\u00E9")]
    [InlineData("%{x}")]
    [InlineData("100 %")]
    public async Task An_explanation_that_is_none_is_left_out(string text)
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 -all exp=why.example.com")
            .Text("why.example.com", text);

        MailSpfResult result = await zone.EvaluateAsync("user@example.com");

        Assert.Equal((SpfResult.Fail, null), (result.Result, result.Explanation));
    }

    [Fact]
    public async Task What_a_sender_writes_into_an_explanation_cannot_move_a_terminal()
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 -all exp=why.example.com")
            .Text("why.example.com", "%{l}");

        MailSpfResult result = await zone.EvaluateAsync("a\u001B[2Jb@example.com");

        Assert.DoesNotContain('\u001B', result.Explanation + result.Sender);
    }
}
