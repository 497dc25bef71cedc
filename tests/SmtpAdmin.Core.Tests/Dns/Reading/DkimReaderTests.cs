using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Reading;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

public sealed class DkimReaderTests
{
    // RFC 8463, appendix A.2.
    private const string Key = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    [Fact]
    public async Task Each_selector_that_was_named_is_answered_for()
    {
        IReadOnlyList<DkimRecord> records = await ReadAsync($"""
            a._domainkey.example.com TXT "{Key}"
            b._domainkey.example.com CNAME b.example.net
            b.example.net TXT "p="
            c._domainkey.example.com !Silent
            d._domainkey.example.com !Empty
            """, "a", "b", "c", "d", "e", "A");

        Assert.Equal(
            [
                "a Found 256 False", "b Found  True", "c Timeout  False",
                "d NoData  False", "e NxDomain  False", "A Found 256 False",
            ],
            records.Select(record => $"{record.Selector} {record.Status} {record.KeyBits} {record.IsRevoked}"));
        Assert.Equal("a._domainkey.example.com", records[0].QueryName);
    }

    [Theory]
    [InlineData("box", "box")]
    [InlineData("x", "x")]
    [InlineData("a.x", "a.x")]
    [InlineData("XX", "xx")]
    [InlineData("2026", "2026")]
    [InlineData(" m\u00FCx ", "xn--mx-xka")]
    public async Task A_selector_is_asked_for_as_it_is(string selector, string label)
    {
        DkimRecord record = Assert.Single(await ReadAsync($"{label}._domainkey.example.com TXT \"{Key}\"", selector));

        Assert.Equal((DnsStatus.Found, $"{label}._domainkey.example.com"), (record.Status, record.QueryName));
    }

    [Fact]
    public async Task What_stands_at_a_named_selector_is_shown_even_where_it_is_no_key()
    {
        DkimRecord record = Assert.Single(await ReadAsync("a._domainkey.example.com TXT \"v=spf1 -all\"", "a"));

        Assert.Equal("v=spf1 -all", record.Raw);
        Assert.Contains(record.Problems, problem => problem.Code == "DKIM-KEY-MISSING");
    }

    [Fact]
    public async Task Several_keys_at_one_selector_are_named()
    {
        IReadOnlyList<DkimRecord> records = await ReadAsync(
            $"a._domainkey.example.com TXT \"{Key}\"\na._domainkey.example.com TXT \"p=\"", "a");

        Assert.Equal(2, records.Count);
        Assert.All(records, record => Assert.Contains(record.Problems, problem => problem.Code == "DKIM-MULTIPLE"));
    }

    [Fact]
    public async Task Of_common_selectors_all_keys_found_are_returned_and_nothing_else()
    {
        IReadOnlyList<DkimRecord> records = await ReadAsync($"""
            selector2._domainkey.example.com TXT "{Key}"
            google._domainkey.example.com TXT "{Key}"
            default._domainkey.example.com TXT "some wildcard text"
            """);

        Assert.Equal(["selector2", "google"], records.Select(record => record.Selector));
    }

    [Theory]
    [InlineData("other._domainkey.example.com TXT \"p=\"", DnsStatus.NoData)]
    [InlineData("_domainkey.example.com TXT \"o=~\"", DnsStatus.NoData)]
    [InlineData("example.com A 192.0.2.1", DnsStatus.NxDomain)]
    [InlineData("_domainkey.example.com !Silent", DnsStatus.Timeout)]
    [InlineData("_domainkey.example.com !ServFail", DnsStatus.ServFail)]
    public async Task Where_no_common_selector_has_a_key_the_name_above_them_tells_what_that_means(
        string zone, DnsStatus expected)
    {
        DkimRecord record = Assert.Single(await ReadAsync(zone));

        Assert.Equal(("*", "_domainkey.example.com", expected), (record.Selector, record.QueryName, record.Status));
        Assert.Equal(expected > DnsStatus.NxDomain, record.Failure is not null);
        Assert.Null(record.Raw);
    }

    [Fact]
    public async Task A_common_selector_that_could_not_be_asked_for_is_never_called_missing()
    {
        IReadOnlyList<DkimRecord> records = await ReadAsync($"""
            selector1._domainkey.example.com !Silent
            s1._domainkey.example.com !Silent
            google._domainkey.example.com TXT "{Key}"
            """);

        Assert.Equal(["google", "*"], records.Select(record => record.Selector));
        Assert.Equal(DnsStatus.Timeout, records[1].Status);
        Assert.Contains("selector1, s1", records[1].Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com MX 10 aspmx1.migadu.com", "key2", "Migadu")]
    [InlineData("example.com TXT \"v=spf1 include:spf.migadu.com -all\"", "key1", "Migadu")]
    [InlineData("example.com TXT \"v=spf1 redirect=_spf.mail.hostinger.com\"", "hostingermail-a", "Hostinger")]
    [InlineData("example.com MX 10 example-com.mail.protection.outlook.com", "selector2", "Microsoft 365")]
    [InlineData("example.com MX 10 mx.notmigadu.com", "key1", null)]
    [InlineData("example.com MX 10 mx.example.net", "selector1", "")]
    public async Task Selectors_of_the_services_that_the_domain_uses_are_tried_too(
        string record, string selector, string? service)
    {
        DkimRecord found = Assert.Single(await ReadAsync($"""
            {record}
            {selector}._domainkey.example.com TXT "{Key}"
            """));

        Assert.Equal(service is null ? "*" : selector, found.Selector);
        Assert.Equal(string.IsNullOrEmpty(service) ? null : service, found.Service);
        Assert.Equal(service is null, found.TriedSelectors.Count > 0);
    }

    [Fact]
    public async Task Where_nothing_can_lie_below_only_the_selectors_of_the_domains_services_are_asked_for()
    {
        MemoryResolver zone = new();
        zone.Text("example.com", "v=spf1 include:spf.migadu.com -all");

        DkimRecord record = Assert.Single(await zone.ReadAsync<DkimRecord>(MailDnsRecordType.Dkim));

        string[] asked = [.. zone.Asked.Select(question => question.Name).Where(name => name.Contains("._domainkey."))];
        Assert.Equal(DnsStatus.NxDomain, record.Status);
        Assert.Equal(record.TriedSelectors.Select(selector => selector + "._domainkey.example.com"), asked);
        Assert.Contains("key1._domainkey.example.com", asked);
        Assert.DoesNotContain("google._domainkey.example.com", asked);
    }

    [Fact]
    public async Task One_record_under_every_name_is_a_wildcard()
    {
        MemoryResolver zone = new();
        foreach (string selector in CommonSelectors.All)
        {
            zone.Text($"{selector}._domainkey.example.com", "v=DKIM1; p=");
        }

        DkimRecord record = Assert.Single(await zone.ReadAsync<DkimRecord>(MailDnsRecordType.Dkim));

        Assert.Equal(("*", "*._domainkey.example.com", DnsStatus.Found), (record.Selector, record.QueryName, record.Status));
        Assert.True(record.IsRevoked);
        Assert.Contains("google", record.TriedSelectors);
    }

    [Fact]
    public async Task A_selector_that_is_no_name_is_an_error_of_the_caller()
    {
        SmtpAdminException error = await Assert.ThrowsAsync<SmtpAdminException>(
            () => ReadAsync("example.com A 192.0.2.1", "a b"));

        Assert.Equal(ErrorKind.DomainInvalid, error.Kind);
    }

    private static Task<IReadOnlyList<DkimRecord>> ReadAsync(string zone, params string[] selectors) =>
        ReaderHarness.ReadAsync<DkimRecord>(zone, MailDnsRecordType.Dkim, selectors: selectors);
}
