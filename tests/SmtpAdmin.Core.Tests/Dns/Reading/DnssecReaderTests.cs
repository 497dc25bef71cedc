using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

public sealed class DnssecReaderTests
{
    [Theory]
    // The domain's answer, the names with the AD bit, the answer for com; what follows from them.
    [InlineData(DnsStatus.NoData, "example.com com", DnsStatus.NoData, DnssecVerdict.Secure, true)]
    [InlineData(DnsStatus.NxDomain, "example.com", DnsStatus.Timeout, DnssecVerdict.Secure, true)]
    [InlineData(DnsStatus.NoData, "com", DnsStatus.Found, DnssecVerdict.Insecure, true)]
    [InlineData(DnsStatus.NoData, "", DnsStatus.Found, DnssecVerdict.Unknown, false)]
    [InlineData(DnsStatus.NoData, "", DnsStatus.NxDomain, DnssecVerdict.Unknown, null)]
    [InlineData(DnsStatus.NoData, "", DnsStatus.Timeout, DnssecVerdict.Unknown, null)]
    [InlineData(DnsStatus.Bogus, "", DnsStatus.Timeout, DnssecVerdict.Bogus, true)]
    [InlineData(DnsStatus.ServFail, "com", DnsStatus.Found, DnssecVerdict.Unknown, true)]
    [InlineData(DnsStatus.Timeout, "example.com com", DnsStatus.Found, DnssecVerdict.Unknown, true)]
    [InlineData(DnsStatus.Refused, "", DnsStatus.Refused, DnssecVerdict.Unknown, null)]
    [InlineData(DnsStatus.Error, "", DnsStatus.Error, DnssecVerdict.Unknown, null)]
    public async Task The_verdict_is_what_the_resolver_is_known_to_say(
        DnsStatus own, string authenticated, DnsStatus com, DnssecVerdict verdict, bool? validates)
    {
        MemoryResolver zone = new MemoryResolver()
            .Add("com", DnsRecordType.Soa, new DnsStartOfAuthority(
                MemoryResolver.TimeToLive, "a.example", "b.example", 1, default, default, default, default))
            .Fail("example.com", DnsRecordType.Soa, own);
        zone = com == DnsStatus.Found ? zone : zone.Fail("com", DnsRecordType.Soa, com);

        DnssecRecord record = Assert.Single(
            await new Signed(zone, authenticated.Split(' ')).ReadAsync<DnssecRecord>(MailDnsRecordType.Dnssec));

        Assert.Equal((own, verdict, validates), (record.Status, record.Verdict, record.ResolverValidates));
        Assert.Equal(verdict is DnssecVerdict.Unknown or DnssecVerdict.Bogus, record.Failure is not null);
        Assert.StartsWith(verdict.ToString(), record.Summary, StringComparison.Ordinal);
    }

    /// <summary>Sets the AD bit for some names.</summary>
    private sealed class Signed(IDnsResolver inner, string[] names) : IDnsResolver
    {
        public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken) =>
            await inner.QueryAsync(name, type, cancellationToken) with { IsAuthenticated = names.Contains(name) };
    }
}
