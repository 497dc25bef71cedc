using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

public sealed class TlsaReaderTests
{
    private const string Data = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    [Fact]
    public async Task The_records_of_each_exchanger_are_read()
    {
        IReadOnlyList<TlsaRecord> records = await ReaderHarness.ReadAsync<TlsaRecord>(
            $"""
            example.com MX 20 b.example.com
            example.com MX 10 a.example.com
            a.example.com A 192.0.2.1
            b.example.com A 192.0.2.2
            _25._tcp.a.example.com TLSA 3 1 1 {Data}
            _25._tcp.a.example.com TLSA 1 1 1 {Data}
            """,
            MailDnsRecordType.Tlsa);

        Assert.Equal(["a.example.com", "a.example.com", "b.example.com"], records.Select(record => record.Host));
        Assert.Equal([$"1 1 1 {Data}", $"3 1 1 {Data}", null], records.Select(record => record.Raw));
        Assert.Equal([false, true, false], records.Select(record => record.IsUsable));
        Assert.Equal(DnsStatus.NxDomain, records[2].Status);
        Assert.All(records, record => Assert.False(record.IsSecure));
    }

    [Theory]
    [InlineData("example.com", false)]
    [InlineData("mx.example.com", false)]
    [InlineData("_25._tcp.mx.example.com", false)]
    [InlineData(null, true)]
    public async Task Records_are_secure_where_every_answer_is(string? insecure, bool expected)
    {
        string[] names = ["example.com", "mx.example.com", "_25._tcp.mx.example.com"];
        TlsaRecord record = Assert.Single(await ReaderHarness.ReadAsync<TlsaRecord>(
            $"""
            example.com MX 10 mx.example.com
            mx.example.com A 192.0.2.1
            _25._tcp.mx.example.com TLSA 3 1 1 {Data}

            """ + string.Join('\n', names.Where(name => name != insecure).Select(name => name + " !Authenticated")),
            MailDnsRecordType.Tlsa));

        Assert.Equal(expected, record.IsSecure);
    }

    [Theory]
    [InlineData("example.com MX 0 .", DnsStatus.NoData)]
    [InlineData("example.com !ServFail", DnsStatus.ServFail)]
    [InlineData("example.com !NxDomain", DnsStatus.NxDomain)]
    public async Task Without_an_exchanger_the_status_says_why(string zone, DnsStatus expected)
    {
        TlsaRecord record = Assert.Single(await ReaderHarness.ReadAsync<TlsaRecord>(zone, MailDnsRecordType.Tlsa));

        Assert.Equal((expected, null), (record.Status, record.Host));
    }

    [Fact]
    public async Task A_secure_alias_is_followed_to_its_end()
    {
        MemoryResolver resolver = Aliased();
        resolver.IsAuthenticated = true;
        resolver.Add("_25._tcp.end.example.net", DnsRecordType.Tlsa, Tlsa());

        Assert.Equal("end.example.net", (await LookUpAsync(resolver)).BaseName);
    }

    [Fact]
    public async Task Where_the_end_of_a_secure_alias_has_no_record_the_host_itself_is_asked()
    {
        MemoryResolver resolver = Aliased();
        resolver.IsAuthenticated = true;
        resolver.Add("_25._tcp.mx.example.com", DnsRecordType.Tlsa, Tlsa());
        TlsaLookup lookup = await LookUpAsync(resolver);

        Assert.Equal(("mx.example.com", DnsStatus.Found), (lookup.BaseName, lookup.Answer.Status));
    }

    [Fact]
    public async Task An_error_at_the_end_of_the_alias_does_not_lead_back_to_the_host()
    {
        MemoryResolver resolver = Aliased();
        resolver.IsAuthenticated = true;
        resolver.Fail("_25._tcp.end.example.net", DnsRecordType.Tlsa, DnsStatus.ServFail);
        resolver.Add("_25._tcp.mx.example.com", DnsRecordType.Tlsa, Tlsa());

        Assert.Equal(DnsStatus.ServFail, (await LookUpAsync(resolver)).Answer.Status);
    }

    [Fact]
    public async Task An_insecure_alias_is_not_followed()
    {
        MemoryResolver resolver = Aliased();
        resolver.Add("_25._tcp.end.example.net", DnsRecordType.Tlsa, Tlsa());
        TlsaLookup lookup = await LookUpAsync(resolver);

        Assert.Equal(("mx.example.com", false), (lookup.BaseName, lookup.IsSecure));
    }

    private static MemoryResolver Aliased() => new MemoryResolver()
        .Alias("mx.example.com", "end.example.net")
        .Add("end.example.net", DnsRecordType.A, new DnsAddress(MemoryResolver.TimeToLive, IPAddress.Parse("192.0.2.1")));

    private static DnsTlsa Tlsa() => new(MemoryResolver.TimeToLive, 3, 1, 1, new byte[32]);

    private static Task<TlsaLookup> LookUpAsync(MemoryResolver resolver) =>
        TlsaLookup.ReadAsync(resolver, "mx.example.com", TestContext.Current.CancellationToken);
}
