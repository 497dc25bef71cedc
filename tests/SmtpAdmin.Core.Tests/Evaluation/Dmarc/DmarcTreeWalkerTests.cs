using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Core.Tests.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Dmarc;

/// <summary>RFC 9989, section 4.10: which names are asked for, and which domain is the organizational one.</summary>
public sealed class DmarcTreeWalkerTests
{
    [Theory]
    [InlineData("com", "com")]
    [InlineData("mail.example.com", "mail.example.com example.com com")]
    [InlineData("a.b.c.d.e.f.g", "a.b.c.d.e.f.g b.c.d.e.f.g c.d.e.f.g d.e.f.g e.f.g f.g g")]
    [InlineData("a.b.c.d.e.f.g.h", "a.b.c.d.e.f.g.h b.c.d.e.f.g.h c.d.e.f.g.h d.e.f.g.h e.f.g.h f.g.h g.h h")]
    [InlineData("z.a.b.c.d.e.f.g.h", "z.a.b.c.d.e.f.g.h b.c.d.e.f.g.h c.d.e.f.g.h d.e.f.g.h e.f.g.h f.g.h g.h h")]
    [InlineData(
        "a.b.c.d.e.f.g.h.i.j.mail.example.com",
        "a.b.c.d.e.f.g.h.i.j.mail.example.com g.h.i.j.mail.example.com h.i.j.mail.example.com i.j.mail.example.com "
            + "j.mail.example.com mail.example.com example.com com")]
    public async Task At_most_eight_names_are_asked_for_down_to_the_single_label(string domain, string expected)
    {
        var dns = new MemoryResolver();

        await WalkAsync(dns, domain);

        Assert.Equal(expected.Split(' ').Select(name => "_dmarc." + name), dns.Asked.Select(question => question.Name));
        Assert.All(dns.Asked, question => Assert.Equal(DnsRecordType.Txt, question.Type));
    }

    [Theory]
    [InlineData("a.mail.example.com", "mail.example.com=v=DMARC1|example.com=v=DMARC1", "example.com", 4)]
    [InlineData("a.mail.example.com", "mail.example.com=v=DMARC1; psd=n|example.com=v=DMARC1", "mail.example.com", 2)]
    [InlineData("a.mail.example.com", "com=v=DMARC1; psd=y", "example.com", 4)]
    [InlineData("example.com", "com=v=DMARC1; psd=y", "example.com", 2)]
    [InlineData("bank.example", "bank.example=v=DMARC1; psd=y", "bank.example", 1)]
    [InlineData("a.mail.example.com", "", "a.mail.example.com", 4)]
    [InlineData("mail.example.com", "mail.example.com=v=DMARC1; psd=u|com=v=DMARC1; p=none", "com", 3)]
    public async Task The_organizational_domain_is_selected(string domain, string records, string expected, int asked)
    {
        var dns = new MemoryResolver();
        foreach (string record in records.Split('|').Where(record => record.Length > 0))
        {
            dns.Text("_dmarc." + record.Split('=')[0], record[(record.IndexOf('=') + 1)..]);
        }

        DmarcWalk walk = await WalkAsync(dns, domain);

        Assert.Equal((expected, asked), (walk.OrganizationalDomain, dns.Asked.Count));
    }

    [Fact]
    public async Task Several_records_at_a_name_are_discarded_and_the_walk_goes_on()
    {
        MemoryResolver dns = new MemoryResolver()
            .Text("_dmarc.mail.example.com", "v=DMARC1; p=none; psd=n", "v=DMARC1; p=reject; psd=n")
            .Text("_dmarc.example.com", "stray", "v=DMARC1; p=none", "v=dmarc1; p=reject");

        DmarcWalk walk = await WalkAsync(dns, "mail.example.com");

        Assert.Equal("example.com", walk.OrganizationalDomain);
        Assert.Equal(2, walk.Steps[0].Texts.Count);
    }

    [Theory]
    [InlineData(DnsStatus.Timeout)]
    [InlineData(DnsStatus.ServFail)]
    [InlineData(DnsStatus.Refused)]
    [InlineData(DnsStatus.Error)]
    public async Task A_question_that_fails_ends_the_walk_and_leaves_the_domain_unknown(DnsStatus status)
    {
        MemoryResolver dns = new MemoryResolver()
            .Text("_dmarc.mail.example.com", "v=DMARC1; p=none")
            .Fail("_dmarc.example.com", DnsRecordType.Txt, status);

        DmarcWalk walk = await WalkAsync(dns, "mail.example.com");

        Assert.Null(walk.OrganizationalDomain);
        Assert.Equal("example.com", walk.Failed!.Domain);
        Assert.Equal(2, dns.Asked.Count);
    }

    [Fact]
    public async Task A_name_too_long_to_ask_for_has_no_record()
    {
        string label = new('a', 60);
        var dns = new MemoryResolver();

        DmarcWalk walk = await WalkAsync(dns, $"{label}.{label}.{label}.{label}.example");

        Assert.Null(walk.Failed);
        Assert.Equal(4, dns.Asked.Count);
    }

    private static Task<DmarcWalk> WalkAsync(MemoryResolver dns, string domain) =>
        new DmarcTreeWalker(dns).WalkAsync(domain, TestContext.Current.CancellationToken);
}
