using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Core.Tests.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Dmarc;

/// <summary>RFC 9990, section 4: who takes reports about whom.</summary>
public sealed class DmarcReportAuthorizerTests
{
    private const string Agreement = "example.com._report._dmarc.reports.example.net";

    private readonly MemoryResolver _dns = new();

    [Theory]
    [InlineData("v=DMARC1", DmarcReportAuthorization.Authorized)]
    [InlineData("v=DMARC1;", DmarcReportAuthorization.Authorized)]
    [InlineData("v=DMARC1; p=none; bogus", DmarcReportAuthorization.Authorized)]
    [InlineData("v=DMARC1; rua=mailto:b@reports.example.net", DmarcReportAuthorization.Authorized)]
    [InlineData("v=DMARC1; rua=mailto:b@elsewhere.example", DmarcReportAuthorization.NotAuthorized)]
    [InlineData("v=DMARC1; ruf=mailto:b@elsewhere.example", DmarcReportAuthorization.Authorized)]
    [InlineData("DMARC1", DmarcReportAuthorization.NotAuthorized)]
    public async Task A_host_outside_agrees_with_a_record(string record, DmarcReportAuthorization expected)
    {
        _dns.Text(Agreement, record);

        DmarcReportDestination destination = await CheckAsync("mailto:a@reports.example.net");

        Assert.Equal(expected, destination.Authorization);
        Assert.Equal((Agreement, DnsStatus.Found), (destination.QueryName, destination.Status));
    }

    [Theory]
    [InlineData("mailto:a@example.com")]
    [InlineData("mailto:a@EXAMPLE.COM?subject=x")]
    [InlineData("mailto:a@in.example.com")]
    [InlineData("https://in.example.com/reports")]
    public async Task A_host_of_the_same_organization_need_not_agree(string uri)
    {
        _dns.Text("_dmarc.example.com", "v=DMARC1; p=none");

        DmarcReportDestination destination = await CheckAsync(uri);

        Assert.Equal(DmarcReportAuthorization.NotNeeded, destination.Authorization);
        Assert.Null(destination.QueryName);
    }

    [Theory]
    [InlineData("mailto:a@reports.example.net")]
    [InlineData("mailto:a")]
    [InlineData("mailto:a@x.example%2Cb@y.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a uri")]
    public async Task Where_nobody_agrees_no_report_is_sent(string uri) =>
        Assert.Equal(DmarcReportAuthorization.NotAuthorized, (await CheckAsync(uri)).Authorization);

    [Theory]
    [InlineData(Agreement)]
    [InlineData("_dmarc.net")]
    public async Task A_question_that_fails_leaves_it_unknown(string name)
    {
        _dns.Fail(name, DnsRecordType.Txt, DnsStatus.Timeout);

        Assert.Equal(
            DmarcReportAuthorization.Unknown, (await CheckAsync("mailto:a@reports.example.net")).Authorization);
    }

    [Fact]
    public async Task An_agreement_counts_though_the_organization_is_unknown()
    {
        _dns.Text(Agreement, "v=DMARC1").Fail("_dmarc.net", DnsRecordType.Txt, DnsStatus.Timeout);

        Assert.Equal(
            DmarcReportAuthorization.Authorized, (await CheckAsync("mailto:a@reports.example.net")).Authorization);
    }

    [Fact]
    public async Task A_name_too_long_to_ask_for_is_no_agreement()
    {
        string label = new('a', 60);

        DmarcReportDestination destination = await CheckAsync($"mailto:a@{label}.{label}.{label}.{label}.example.net");

        Assert.Equal(DmarcReportAuthorization.NotAuthorized, destination.Authorization);
    }

    [Fact]
    public async Task A_record_with_thousands_of_hosts_asks_few_questions()
    {
        string[] uris = [.. Enumerable.Range(0, 5000).Select(number => $"mailto:a@h{number}.example.net")];

        IReadOnlyList<DmarcReportDestination> destinations = await new DmarcReportAuthorizer(_dns).CheckAsync(
            "example.com", uris, [], TestContext.Current.CancellationToken);

        Assert.Equal(5000, destinations.Count);
        Assert.Equal(DmarcReportAuthorization.Unknown, destinations[^1].Authorization);
        Assert.InRange(_dns.Asked.Count, 20, 50);
    }

    private async Task<DmarcReportDestination> CheckAsync(string uri) => Assert.Single(
        await new DmarcReportAuthorizer(_dns).CheckAsync(
            "example.com", [uri], [], TestContext.Current.CancellationToken));
}
