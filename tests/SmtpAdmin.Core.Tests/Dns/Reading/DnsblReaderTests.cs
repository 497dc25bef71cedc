using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

public sealed class DnsblReaderTests
{
    private const string List = "list.example";

    [Fact]
    public async Task Each_address_of_the_mail_exchangers_and_the_domain_are_asked_about()
    {
        MemoryResolver zone = Whole()
            .Mx("example.com", "mx1.example.com", "mx2.example.com", "gone.example.com", "open.example.com")
            .Address("mx1.example.com", "192.0.2.1", "2001:db8::1")
            .Address("mx2.example.com", "192.0.2.1", "192.0.2.2")
            .Fail("open.example.com", DnsRecordType.A, DnsStatus.Timeout)
            .Address("1.2.0.192." + List, "127.0.0.4", "127.0.0.2")
            .Text("1.2.0.192." + List, "See https://list.example/192.0.2.1\u001b[31m");

        IReadOnlyList<DnsblRecord> records = await ReadAsync(zone, "example.com", List);

        Assert.Equal(
            [
                "example.com [] NotListed NxDomain  ",
                "192.0.2.1 [mx1.example.com mx2.example.com] Listed Found 127.0.0.2 127.0.0.4 See https://list.example/192.0.2.1\\027[31m",
                "2001:db8::1 [mx1.example.com] NotListed NxDomain  ",
                "192.0.2.2 [mx2.example.com] NotListed NxDomain  ",
                " [open.example.com] Unknown Timeout  ",
            ],
            records.Select(record =>
                $"{record.Subject} [{string.Join(' ', record.Hosts)}] {record.Verdict} {record.Status} {record.Raw} {record.Reason}"));
        Assert.Equal("The addresses of open.example.com are not known (Timeout).", records[4].Failure);
    }

    [Theory]
    [InlineData("127.255.255.254", "an error")]
    [InlineData("127.255.255.252", "an error")]
    [InlineData("127.0.0.1", "refuse")]
    [InlineData("192.0.2.80", "makes up addresses")]
    public async Task What_only_looks_like_a_listing_is_unknown(string code, string reason)
    {
        MemoryResolver zone = Whole().Address("1.2.0.192." + List, code, "127.0.0.2");

        DnsblRecord record = Assert.Single(await ReadAsync(zone, "192.0.2.1", List));

        Assert.Equal(DnsblVerdict.Unknown, record.Verdict);
        Assert.Contains(code, record.Failure, StringComparison.Ordinal);
        Assert.Contains(reason, record.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain(zone.Asked, question => question.Type == DnsRecordType.Txt);
    }

    [Theory]
    [MemberData(nameof(MemoryZone.Failures), MemberType = typeof(MemoryZone))]
    public async Task A_list_that_does_not_answer_says_nothing(DnsStatus status)
    {
        DnsblRecord record = Assert.Single(await ReadAsync(
            Whole().Fail("1.2.0.192." + List, DnsRecordType.A, status), "192.0.2.1", List));

        Assert.Equal((status, DnsblVerdict.Unknown, "no answer"), (record.Status, record.Verdict, record.Failure));
    }

    [Fact]
    public async Task A_list_that_fails_its_own_test_is_not_believed_and_not_asked_further()
    {
        MemoryResolver[] zones =
        [
            // gone; refuses; names everything; silent; a resolver that makes up answers
            new MemoryResolver(),
            new MemoryResolver().Address("2.0.0.127.bl.spamcop.net", "127.255.255.254"),
            new MemoryResolver()
                .Address("2.0.0.127.bl.spamcop.net", "127.0.0.2").Address("1.0.0.127.bl.spamcop.net", "127.0.0.2"),
            new MemoryResolver().Fail("2.0.0.127.bl.spamcop.net", DnsRecordType.A, DnsStatus.Timeout),
            new MemoryResolver().Address("2.0.0.127.bl.spamcop.net", "192.0.2.80"),
        ];
        foreach (MemoryResolver zone in zones)
        {
            zone.Address("1.2.0.192.bl.spamcop.net", "127.0.0.2");

            DnsblRecord record = Assert.Single(await ReadAsync(zone, "192.0.2.1", "bl.spamcop.net"));

            Assert.Equal((DnsblVerdict.Unknown, "192.0.2.1"), (record.Verdict, record.Subject));
            Assert.StartsWith("The list failed its test", record.Failure, StringComparison.Ordinal);
            Assert.Equal(2, zone.Asked.Count);
        }
    }

    [Fact]
    public async Task A_list_is_tested_once_for_all_domains_of_a_call()
    {
        MemoryResolver zone = new MemoryResolver().Address("2.0.0.127.bl.spamcop.net", "127.0.0.2");
        var reader = new MailDnsReader(zone, ["BL.spamcop.net."]);
        for (int host = 1; host <= 5; host++)
        {
            await reader.ReadAsync(
                IPAddress.Parse($"192.0.2.{host}"), [MailDnsRecordType.Dnsbl], TestContext.Current.CancellationToken);
        }

        Assert.Equal(7, zone.Asked.Count);
        Assert.Single(zone.Asked, question => question.Name == "1.0.0.127.bl.spamcop.net");
    }

    [Fact]
    public async Task A_zone_that_is_not_known_is_used_for_what_it_passes_the_test_for()
    {
        MemoryResolver zone = new MemoryResolver()
            .Address("test." + List, "127.0.1.2")
            .Address("example.com." + List, "127.0.1.2")
            .Mx("example.com", "mx.example.com").Address("mx.example.com", "192.0.2.1");

        DnsblRecord record = Assert.Single(await ReadAsync(zone, "example.com", List));

        Assert.Equal(("example.com", DnsblVerdict.Listed), (record.Subject, record.Verdict));
    }

    [Fact]
    public async Task A_zone_that_is_no_list_says_so()
    {
        DnsblRecord record = Assert.Single(await ReadAsync(new MemoryResolver(), "example.com", List));

        Assert.Equal((DnsblVerdict.Unknown, null), (record.Verdict, record.Subject));
        Assert.Equal("The list failed its test: it does not name 127.0.0.2.", record.Failure);
    }

    [Fact]
    public async Task Lists_are_asked_only_where_they_are_named()
    {
        MemoryResolver zone = new MemoryResolver().Mx("example.com", "mx.example.com").Address("mx.example.com", "192.0.2.1");

        IReadOnlyList<MailDnsRecord> records = await new MailDnsReader(zone).ReadAsync(
            "example.com", [MailDnsRecordType.All], [], TestContext.Current.CancellationToken);

        Assert.DoesNotContain(records, record => record.Type == MailDnsRecordType.Dnsbl);
        Assert.DoesNotContain(zone.Asked, question => question.Name.EndsWith("spamhaus.org", StringComparison.Ordinal));
    }

    [Fact]
    public void A_zone_that_is_no_name_is_an_error_of_the_caller()
        => Assert.Equal(
            ErrorKind.DomainInvalid,
            Assert.Throws<SmtpAdminException>(() => new MailDnsReader(new MemoryResolver(), ["a b"])).Kind);

    private static MemoryResolver Whole() => new MemoryResolver()
        .Address("2.0.0.127." + List, "127.0.0.2")
        .Address(ReverseName.Below(IPAddress.Parse("::ffff:127.0.0.2"), List), "127.0.0.2")
        .Address("test." + List, "127.0.0.2");

    private static async Task<IReadOnlyList<DnsblRecord>> ReadAsync(MemoryResolver zone, string item, string list)
    {
        var reader = new MailDnsReader(zone, [list]);
        IReadOnlyList<MailDnsRecord> records = ReverseName.TryParse(item, out IPAddress address)
            ? await reader.ReadAsync(address, [MailDnsRecordType.Dnsbl], TestContext.Current.CancellationToken)
            : await reader.ReadAsync(item, [MailDnsRecordType.Dnsbl], [], TestContext.Current.CancellationToken);
        return [.. records.Cast<DnsblRecord>()];
    }
}
