using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Reading;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>What holds for all types together.</summary>
public sealed class MailDnsReaderTests
{
    private static readonly MailDnsRecordType[] s_read =
    [
        MailDnsRecordType.Mx, MailDnsRecordType.Spf, MailDnsRecordType.Dkim, MailDnsRecordType.Dmarc,
        MailDnsRecordType.Caa, MailDnsRecordType.Ptr, MailDnsRecordType.Srv, MailDnsRecordType.Autodiscover,
        MailDnsRecordType.Ns, MailDnsRecordType.Soa, MailDnsRecordType.Dnssec,
    ];

    [Fact]
    public async Task All_is_every_type_but_the_lists_and_what_is_read_where_none_is_named()
    {
        MailDnsRecordType[] all = await TypesAsync(MailDnsRecordType.All);

        Assert.All(s_read, type => Assert.Contains(type, all));
        Assert.DoesNotContain(MailDnsRecordType.Dnsbl, all);
        Assert.Equal(all, await TypesAsync());
        Assert.Equal([MailDnsRecordType.Soa, .. all.Except([MailDnsRecordType.Soa])], await TypesAsync(MailDnsRecordType.Soa, MailDnsRecordType.All));
    }

    [Fact]
    public async Task A_domain_as_long_as_can_be_is_read_though_names_below_it_cannot_exist()
    {
        string label = new('a', 61);
        string domain = $"{label}.{label}.{label}.{label}.com";

        foreach (MailDnsRecordType type in s_read)
        {
            MemoryResolver zone = new();
            IReadOnlyList<MailDnsRecord> records = await new MailDnsReader(zone).ReadAsync(
                domain, [type], [], TestContext.Current.CancellationToken);

            Assert.NotEmpty(records);
            Assert.All(records, record => Assert.Equal(DnsStatus.NxDomain, record.Status));
            Assert.All(zone.Asked, question => Assert.InRange(question.Name.Length, 1, 253));
        }
    }

    [Theory]
    [InlineData("user@EXAMPLE.com.", "example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("_spf.example.com", "_spf.example.com")]
    public async Task Domains_are_taken_as_users_write_them(string text, string expected)
    {
        IReadOnlyList<MailDnsRecord> records = await new MailDnsReader(new MemoryResolver()).ReadAsync(
            text, [MailDnsRecordType.Mx], [], TestContext.Current.CancellationToken);

        Assert.Equal(expected, Assert.Single(records).Domain);
    }

    [Fact]
    public async Task Questions_that_several_types_have_are_asked_once_in_a_call()
    {
        MemoryResolver zone = new MemoryResolver().Mx("example.com", "mx.example.com").Address("mx.example.com", "192.0.2.1");
        var reader = new MailDnsReader(zone);

        await reader.ReadAsync("example.com", [], [], TestContext.Current.CancellationToken);
        int first = zone.Asked.Count;
        await reader.ReadAsync("example.com", [], [], TestContext.Current.CancellationToken);

        Assert.Equal(first, zone.Asked.Count);
    }

    [Fact]
    public async Task Of_an_address_the_names_are_read_and_the_lists_where_they_are_named()
    {
        IPAddress address = IPAddress.Parse("192.0.2.1");
        var reader = new MailDnsReader(new MemoryResolver(), ["bl.spamcop.net"]);

        IReadOnlyList<MailDnsRecord> usual =
            await reader.ReadAsync(address, [], TestContext.Current.CancellationToken);
        IReadOnlyList<MailDnsRecord> both = await reader.ReadAsync(
            address, [MailDnsRecordType.All, MailDnsRecordType.Dnsbl], TestContext.Current.CancellationToken);
        IReadOnlyList<MailDnsRecord> none =
            await reader.ReadAsync(address, [MailDnsRecordType.Mx], TestContext.Current.CancellationToken);

        Assert.Equal("192.0.2.1", Assert.IsType<PtrRecord>(Assert.Single(usual)).Domain);
        Assert.Equal([MailDnsRecordType.Ptr, MailDnsRecordType.Dnsbl], both.Select(record => record.Type));
        Assert.Empty(none);
    }

    [Fact]
    public async Task Texts_of_any_size_and_shape_are_read()
    {
        string big = "v=spf1 " + string.Concat(Enumerable.Repeat("ip4:192.0.2.1 ", 4600)) + "-all";
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", [big, .. Enumerable.Range(0, 500).Select(number => $"text {number}"), "größe=\u00fc"])
            .Text("_dmarc.example.com", "v=DMARC1; p=reject; p=none; rua=mailto:jörg@example.com")
            .Text("s._domainkey.example.com", "v=DKIM1; p=; p=; n=größe")
            .Alias("loop.example.com", "loop.example.com");
        var reader = new MailDnsReader(zone);

        IReadOnlyList<MailDnsRecord> records = await reader.ReadAsync(
            "example.com",
            [MailDnsRecordType.Spf, MailDnsRecordType.Dmarc, MailDnsRecordType.Dkim],
            ["s"],
            TestContext.Current.CancellationToken);
        MailDnsRecord loop = Assert.Single(await reader.ReadAsync(
            "loop.example.com", [MailDnsRecordType.Mx], [], TestContext.Current.CancellationToken));

        Assert.Equal(big, records[0].Raw);
        Assert.Equal(4601, ((SpfRecord)records[0]).Terms.Count);
        Assert.Contains(records[1].Problems, problem => problem.Code == "DMARC-TAG-DUPLICATE");
        Assert.Contains(records[2].Problems, problem => problem.Code == "DKIM-TAG-DUPLICATE");
        Assert.Equal((DnsStatus.Error, "no answer"), (loop.Status, loop.Failure));
    }

    private static async Task<MailDnsRecordType[]> TypesAsync(params MailDnsRecordType[] types)
    {
        IReadOnlyList<MailDnsRecord> records = await new MailDnsReader(new MemoryResolver()).ReadAsync(
            "example.com", types, [], TestContext.Current.CancellationToken);
        return [.. records.Select(record => record.Type).Distinct()];
    }
}
