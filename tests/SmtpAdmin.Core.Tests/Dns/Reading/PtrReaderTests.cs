using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

public sealed class PtrReaderTests
{
    private const string Reverse1 = "1.2.0.192.in-addr.arpa";

    [Fact]
    public async Task Each_address_of_the_mail_exchangers_is_asked_about_once()
    {
        IReadOnlyList<PtrRecord> records = await new MemoryResolver()
            .Mx("example.com", "a.example.com", "b.example.com", "c.example.com")
            .Address("a.example.com", "192.0.2.1", "2001:db8::1")
            .Address("b.example.com", "192.0.2.1", "192.0.2.2")
            .Fail("c.example.com", DnsRecordType.A, DnsStatus.Timeout)
            .Host(Reverse1, DnsRecordType.Ptr, "other.example.net", "A.example.com")
            .Host("2.2.0.192.in-addr.arpa", DnsRecordType.Ptr, "gone.example.net")
            .ReadAsync<PtrRecord>(MailDnsRecordType.Ptr);

        Assert.Equal(
            [
                "192.0.2.1 [a.example.com b.example.com] Found A.example.com. other.example.net. A.example.com Confirmed",
                "2001:db8::1 [a.example.com] NxDomain   NotConfirmed",
                "192.0.2.2 [b.example.com] Found gone.example.net.  NotConfirmed",
                " [c.example.com] Timeout   Unknown",
            ],
            records.Select(ptr =>
                $"{ptr.Address} [{string.Join(' ', ptr.Hosts)}] {ptr.Status} {ptr.Raw} {string.Join(' ', ptr.ConfirmedNames)} {ptr.Verdict}"));
        Assert.Equal("The addresses of c.example.com are not known (Timeout).", records[3].Failure);
        Assert.EndsWith("8.b.d.0.1.0.0.2.ip6.arpa", records[1].QueryName, System.StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MemoryZone.Failures), MemberType = typeof(MemoryZone))]
    public async Task What_was_not_answered_decides_nothing(DnsStatus status)
    {
        PtrRecord name = await ReadAsync(new MemoryResolver().Fail(Reverse1, DnsRecordType.Ptr, status));
        PtrRecord back = await ReadAsync(new MemoryResolver()
            .Host(Reverse1, DnsRecordType.Ptr, "a.example.com", "b.example.com")
            .Address("a.example.com", "192.0.2.9")
            .Fail("b.example.com", DnsRecordType.A, status));
        PtrRecord hosts = Assert.Single(await new MemoryResolver()
            .Fail("example.com", DnsRecordType.Mx, status)
            .ReadAsync<PtrRecord>(MailDnsRecordType.Ptr));

        Assert.Equal((status, PtrVerdict.Unknown), (name.Status, name.Verdict));
        Assert.Equal((DnsStatus.Found, PtrVerdict.Unknown), (back.Status, back.Verdict));
        Assert.Equal((status, PtrVerdict.Unknown, null), (hosts.Status, hosts.Verdict, hosts.Address));
    }

    [Fact]
    public async Task One_name_that_leads_back_is_enough_whatever_the_others_come_to()
    {
        PtrRecord record = await ReadAsync(new MemoryResolver()
            .Host(Reverse1, DnsRecordType.Ptr, "a.example.com", "b.example.com")
            .Fail("a.example.com", DnsRecordType.A, DnsStatus.Timeout)
            .Address("b.example.com", "192.0.2.1")
            .Fail("b.example.com", DnsRecordType.Aaaa, DnsStatus.Timeout));

        Assert.Equal(PtrVerdict.Confirmed, record.Verdict);
        Assert.Equal(["b.example.com"], record.ConfirmedNames);
    }

    [Fact]
    public async Task More_names_than_are_followed_leave_it_open()
    {
        MemoryResolver zone = new MemoryResolver().Host(
            Reverse1, DnsRecordType.Ptr, [.. Enumerable.Range(0, 500).Select(number => $"n{number}.example.com")]);

        PtrRecord record = await ReadAsync(zone);

        Assert.Equal((PtrVerdict.Unknown, 500), (record.Verdict, record.Names.Count));
        Assert.Equal(21, zone.Asked.Count);
    }

    [Fact]
    public async Task Names_that_are_none_are_shown_escaped_with_the_problem()
    {
        PtrRecord record = await ReadAsync(new MemoryResolver()
            .Host(Reverse1, DnsRecordType.Ptr, "192.0.2.1", "a\u001b[31m.example.com"));

        Assert.Equal(PtrVerdict.NotConfirmed, record.Verdict);
        Assert.Equal(["PTR-NAME-ADDRESS", "PTR-NAME-INVALID"], record.Problems.Select(problem => problem.Code));
        Assert.DoesNotContain('\u001b', record.Raw + record.Summary + record.Problems[1]);
    }

    [Theory]
    [InlineData("", DnsStatus.NoData)]
    [InlineData("gone.example.com", DnsStatus.NxDomain)]
    public async Task Where_no_host_has_an_address_there_is_no_verdict(string exchange, DnsStatus expected)
    {
        PtrRecord record = Assert.Single(
            await new MemoryResolver().Mx("example.com", exchange).ReadAsync<PtrRecord>(MailDnsRecordType.Ptr));

        Assert.Equal((expected, null, null), (record.Status, record.Verdict, record.Failure));
    }

    private static Task<PtrRecord> ReadAsync(MemoryResolver zone) =>
        new PtrReader(zone).ReadAsync(IPAddress.Parse("192.0.2.1"), TestContext.Current.CancellationToken);
}
