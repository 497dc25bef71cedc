using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Judging.Baselines;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Judging.Baselines;

/// <summary>A baseline of records as the readers make them.</summary>
public sealed class ReadBaselineTests : IDisposable
{
    private const string Domain = "contoso.com";
    private static readonly TimeSpan s_ttl = MemoryResolver.TimeToLive;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_published_unchanged_shows_no_drift()
    {
        DomainBaseline baseline = await WriteAsync(Zone("v=spf1 mx -all"));

        Assert.Empty(baseline.Compare(Domain, await ReadAsync(Zone("v=spf1 mx -all"), baseline)));
    }

    [Fact]
    public async Task What_changed_is_told_from_what_is_not_known()
    {
        DomainBaseline baseline = await WriteAsync(Zone("v=spf1 mx -all"));
        MemoryResolver changed = Zone("v=spf1 mx ~all")
            .Fail(Domain, DnsRecordType.Ns, DnsStatus.ServFail)
            .Fail("_dmarc." + Domain, DnsRecordType.Txt, DnsStatus.NxDomain)
            .Fail("S1._domainkey." + Domain, DnsRecordType.Txt, DnsStatus.Timeout);

        IReadOnlyList<MailDrift> drifts = baseline.Compare(Domain, await ReadAsync(changed, baseline));

        Assert.Equal(
            [
                "Dkim/s1: expected v=DKIM1; p=, found unknown",
                "Dmarc: expected v=DMARC1; p=reject, found nothing",
                "Ns: expected ns1.contoso.com, ns2.contoso.com, found unknown",
                "Spf: expected v=spf1 mx -all, found v=spf1 mx ~all",
            ],
            drifts.Select(static drift => drift.ToString()));
    }

    [Fact]
    public async Task Every_kind_that_was_read_is_written()
    {
        IReadOnlyList<MailDnsRecord> records = await new MailDnsReader(Zone("v=spf1 mx -all"))
            .ReadAsync(Domain, [], ["S1"], TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                ("Bimi/default", null),
                ("Caa", "0 issue \"ca.example; a=b\""),
                ("Dkim/s1", "v=DKIM1; p="),
                ("Dmarc", "v=DMARC1; p=reject"),
                ("Dnssec", "Secure"),
                ("MtaSts/MaxAge", null),
                ("MtaSts/Mode", null),
                ("MtaSts/Mx", null),
                ("Mx", "10 mx1.contoso.com, 20 mx2.contoso.com"),
                ("Ns", "ns1.contoso.com, ns2.contoso.com"),
                ("Ptr/127.0.0.1", null),
                ("Spf", "v=spf1 mx -all"),
                ("Srv/_autodiscover._tcp", null),
                ("Srv/_imap._tcp", null),
                ("Srv/_imaps._tcp", "0 1 993 mail.contoso.com"),
                ("Srv/_pop3._tcp", null),
                ("Srv/_pop3s._tcp", null),
                ("Srv/_sieve._tcp", null),
                ("Srv/_submission._tcp", null),
                ("Srv/_submissions._tcp", null),
                ("TlsRpt", "v=TLSRPTv1; rua=mailto:a@contoso.com"),
                ("Tlsa/mx1.contoso.com", "3 1 1 abcd"),
                ("Tlsa/mx2.contoso.com", null),
            ],
            DomainState.Of(records).Values.Select(static pair => (pair.Key, pair.Value)));
    }

    private static MemoryResolver Zone(string spf) => new MemoryResolver { IsAuthenticated = true }
        .Add(Domain, DnsRecordType.Mx, new DnsMailExchange(s_ttl, 20, "mx2.contoso.com"), new DnsMailExchange(s_ttl, 10, "MX1.contoso.com"))
        .Add("mx1." + Domain, DnsRecordType.A, new DnsAddress(s_ttl, IPAddress.Loopback))
        .Add("mx2." + Domain, DnsRecordType.A, new DnsAddress(s_ttl, IPAddress.Loopback))
        .Add("_25._tcp.mx1." + Domain, DnsRecordType.Tlsa, new DnsTlsa(s_ttl, 3, 1, 1, new byte[] { 0xAB, 0xCD }))
        .Add(Domain, DnsRecordType.Ns, new DnsHostName(s_ttl, "ns2.contoso.com"), new DnsHostName(s_ttl, "ns1.contoso.com"))
        .Add(Domain, DnsRecordType.Caa, new DnsCertificationAuthority(s_ttl, 0, "issue", "ca.example; a=b"))
        .Add("_imaps._tcp." + Domain, DnsRecordType.Srv, new DnsService(s_ttl, 0, 1, 993, "mail.contoso.com"))
        .Text(Domain, spf)
        .Text("_dmarc." + Domain, "v=DMARC1; p=reject")
        .Text("S1._domainkey." + Domain, "v=DKIM1; p=")
        .Text("_smtp._tls." + Domain, "v=TLSRPTv1; rua=mailto:a@contoso.com");

    private static Task<IReadOnlyList<MailDnsRecord>> ReadAsync(MemoryResolver zone, DomainBaseline baseline) =>
        new MailDnsReader(zone).ReadAsync(
            Domain, [], baseline.QuestionsFor(Domain).DkimSelectors, TestContext.Current.CancellationToken);

    private async Task<DomainBaseline> WriteAsync(MemoryResolver zone)
    {
        string path = _folder.Combine("baseline.json");
        IReadOnlyList<MailDnsRecord> records =
            await new MailDnsReader(zone).ReadAsync(Domain, [], ["S1"], TestContext.Current.CancellationToken);
        DomainBaseline.Write(path, [(Domain, records)], overwrite: false);
        return DomainBaseline.Read(path);
    }
}
