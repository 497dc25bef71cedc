using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>The record and what follows from it; the fetching itself has tests of its own.</summary>
public sealed class MtaStsReaderTests
{
    private const string Policy = "version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 86400\n";

    [Fact]
    public async Task The_policy_is_fetched_where_there_is_one_record()
    {
        var policies = new FixedPolicy(new MtaStsFetch
        {
            Uri = "https://x",
            Status = MtaStsPolicyStatus.Valid,
            Text = Policy,
            MediaType = "text/plain",
        });
        MtaStsRecord record = Assert.Single(await ReadAsync("v=STSv1; id=1", policies));

        Assert.True(record.IsValid);
        Assert.Equal("example.com", Assert.Single(policies.Asked));
        Assert.Equal((MtaStsPolicyStatus.Valid, MtaStsMode.Enforce), (record.PolicyStatus, record.Policy?.Mode));
    }

    [Theory]
    [InlineData("text/html", Policy)]
    [InlineData(null, Policy)]
    [InlineData("text/plain", "<html>404</html>")]
    public async Task A_file_that_is_no_policy_is_invalid(string? mediaType, string text)
    {
        var policies = new FixedPolicy(new MtaStsFetch
        {
            Uri = "https://x",
            Status = MtaStsPolicyStatus.Valid,
            Text = text,
            MediaType = mediaType,
        });
        MtaStsRecord record = Assert.Single(await ReadAsync("v=STSv1; id=1", policies));

        Assert.Equal(MtaStsPolicyStatus.Invalid, record.PolicyStatus);
        Assert.NotEmpty(record.Policy!.Problems);
    }

    [Fact]
    public async Task Nothing_is_fetched_without_a_record_or_with_several()
    {
        var policies = new FixedPolicy(new MtaStsFetch { Uri = "https://x", Status = MtaStsPolicyStatus.Timeout });
        var resolver = new MemoryResolver().Text("_mta-sts.two.example", "v=STSv1; id=1", "v=STSv1; id=2");
        var reader = new MtaStsReader(resolver, policies);

        IReadOnlyList<MtaStsRecord> two = await reader.ReadRecordsAsync("two.example", Token);
        MtaStsRecord none = Assert.Single(await reader.ReadRecordsAsync("none.example", Token));

        Assert.All(two, record => Assert.Equal((false, "MTASTS-MULTIPLE"), (record.IsValid, record.Problems[0].Code)));
        Assert.Equal(2, two.Count);
        Assert.Equal(DnsStatus.NxDomain, none.Status);
        Assert.Empty(policies.Asked);
    }

    // The lookups of mox, whose names say what the zone holds (mtasts/mtasts_test.go).
    [Theory]
    [InlineData("a.example", DnsStatus.Found, true, 1)]
    [InlineData("bad.example", DnsStatus.Found, false, 1)]
    [InlineData("multiple.example", DnsStatus.Found, false, 2)]
    [InlineData("a.cnames.example", DnsStatus.Found, true, 1)]
    [InlineData("temperror.example", DnsStatus.ServFail, false, 1)]
    [InlineData("followtemperror.example", DnsStatus.ServFail, false, 1)]
    public async Task A_lookup_ends_as_in_the_suite_of_mox(string domain, DnsStatus status, bool valid, int count)
    {
        Assert.SkipWhen(ConformanceData.Find("records-mox/mta-sts-lookup.json") is null, ConformanceData.Absent);
        MemoryResolver resolver = new MemoryResolver()
            .Text("_mta-sts.a.example", "v=STSv1; id=1")
            .Text("_mta-sts.bad.example", "v=STSv1; bogus")
            .Text("_mta-sts.multiple.example", "v=STSv1; id=1", "v=STSv1; id=2")
            .Alias("_mta-sts.a.cnames.example", "_mta-sts.a.example")
            .Fail("_mta-sts.temperror.example", DnsRecordType.Txt, DnsStatus.ServFail)
            .Alias("_mta-sts.followtemperror.example", "_mta-sts.temperror.example");
        var policies = new FixedPolicy(new MtaStsFetch { Uri = "https://x", Status = MtaStsPolicyStatus.Timeout });
        IReadOnlyList<MtaStsRecord> records = await new MtaStsReader(resolver, policies).ReadRecordsAsync(domain, Token);

        Assert.Equal(count, records.Count);
        Assert.All(records, record => Assert.Equal((status, valid), (record.Status, record.IsValid)));
    }

    [Fact]
    public async Task A_domain_too_long_for_the_prefix_has_no_record()
    {
        string domain = string.Join('.', Enumerable.Repeat(new string('a', 60), 4)) + ".example";
        var policies = new FixedPolicy(new MtaStsFetch { Uri = "https://x", Status = MtaStsPolicyStatus.Timeout });

        MtaStsRecord record = Assert.Single(
            await new MtaStsReader(new MemoryResolver(), policies).ReadRecordsAsync(domain, Token));

        Assert.Equal(DnsStatus.NxDomain, record.Status);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<IReadOnlyList<MtaStsRecord>> ReadAsync(string text, FixedPolicy policies) =>
        new MtaStsReader(new MemoryResolver().Text("_mta-sts.example.com", text), policies)
            .ReadRecordsAsync("example.com", Token);

    private sealed class FixedPolicy(MtaStsFetch fetch) : IMtaStsPolicySource
    {
        public List<string> Asked { get; } = [];

        public Task<MtaStsFetch> FetchAsync(string domain, CancellationToken cancellationToken)
        {
            Asked.Add(domain);
            return Task.FromResult(fetch);
        }
    }
}
