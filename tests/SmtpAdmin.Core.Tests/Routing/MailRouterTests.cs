using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Routing;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Routing;

public sealed class MailRouterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_come_by_preference_with_their_addresses_IPv4_first()
    {
        string route = await FindAsync("""
            example.com MX 20 b.example.com
            example.com MX 10 a.example.com
            a.example.com AAAA 2001:db8::1
            a.example.com A 192.0.2.1
            b.example.com A 192.0.2.2
            """);

        Assert.Equal("a.example.com=192.0.2.1,2001:db8::1 b.example.com=192.0.2.2", route);
    }

    [Fact]
    public async Task Hosts_of_one_preference_come_in_the_order_of_chance()
    {
        const string Zone = """
            example.com MX 10 a.example.com
            example.com MX 10 b.example.com
            example.com MX 5 first.example.com
            a.example.com A 192.0.2.1
            b.example.com A 192.0.2.2
            first.example.com A 192.0.2.3
            """;

        Assert.StartsWith("first.example.com=192.0.2.3 a.", await FindAsync(Zone, [0, 1, 2]), StringComparison.Ordinal);
        Assert.StartsWith("first.example.com=192.0.2.3 b.", await FindAsync(Zone, [2, 1, 0]), StringComparison.Ordinal);

        var router = new MailRouter(new ZoneResolver(Zone));
        var seconds = new HashSet<string>();
        for (int i = 0; i < 200 && seconds.Count < 2; i++)
        {
            seconds.Add((await router.FindAsync("example.com", Token)).Hosts[1].Name);
        }

        Assert.Equal(2, seconds.Count);
    }

    [Theory]
    [InlineData("example.com A 192.0.2.9", "example.com=192.0.2.9")] // the implicit MX
    [InlineData("example.com AAAA 2001:db8::9", "example.com=2001:db8::9")]
    [InlineData("example.com MX 0 .\nexample.com MX 10 a.example\na.example A 192.0.2.1", "a.example=192.0.2.1")]
    [InlineData("example.com MX 5 192.0.2.7\nexample.com MX 10 a.example\na.example A 192.0.2.1", "a.example=192.0.2.1")]
    [InlineData("example.com MX 5 a.example\nexample.com MX 10 A.example\na.example A 192.0.2.1", "a.example=192.0.2.1")]
    [InlineData("example.com MX 5 gone.example\nexample.com MX 10 a.example\na.example A 192.0.2.1", "a.example=192.0.2.1")]
    [InlineData("example.com MX 5 s.example\ns.example A !Timeout\nexample.com MX 9 a.example\na.example A 192.0.2.1", "a.example=192.0.2.1")]
    [InlineData("example.com MX 5 a.example\na.example A !ServFail\na.example AAAA 2001:db8::1", "a.example=2001:db8::1")]
    public async Task What_serves_is_taken_and_what_does_not_is_left_out(string zone, string expected) =>
        Assert.Equal(expected, await FindAsync(zone));

    [Theory]
    [InlineData("example.com MX 0 .", ErrorKind.DomainTakesNoMail)]
    [InlineData("other.example A 192.0.2.1", ErrorKind.DomainNotFound)]
    [InlineData("example.com TXT x", ErrorKind.DomainNotFound)]
    [InlineData("example.com MX 10 gone.example", ErrorKind.DomainNotFound)]
    [InlineData("example.com MX 10 192.0.2.1", ErrorKind.DomainNotFound)]
    [InlineData("example.com MX !ServFail", ErrorKind.DnsUnavailable)]
    [InlineData("example.com MX !Timeout", ErrorKind.DnsUnavailable)]
    [InlineData("example.com MX !Refused", ErrorKind.DnsUnavailable)]
    [InlineData("example.com MX !Error", ErrorKind.DnsUnavailable)]
    [InlineData("example.com A !Timeout", ErrorKind.DnsUnavailable)]
    [InlineData("example.com MX 10 a.example\na.example AAAA !ServFail", ErrorKind.DnsUnavailable)]
    [InlineData("example.com MX 5 gone.example\nexample.com MX 10 a.example\na.example A !Timeout", ErrorKind.DnsUnavailable)]
    public async Task Only_an_answer_says_that_there_is_no_way(string zone, ErrorKind expected)
    {
        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => FindAsync(zone));
        Assert.Equal(expected, failure.Kind);
        Assert.Contains("example.com", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_with_hundreds_of_hosts_and_addresses_is_bounded()
    {
        IEnumerable<string> hosts = Enumerable.Range(1, 300).Select(i => $"example.com MX {i} m{i}.example");
        IEnumerable<string> addresses = Enumerable.Range(1, 100).Select(i => $"m1.example A 192.0.2.{i}");
        var resolver = new ZoneResolver(string.Join('\n', [.. hosts, .. addresses]));

        MailRoute route = await new MailRouter(resolver).FindAsync("example.com", Token);

        Assert.Equal(8, Assert.Single(route.Hosts).Addresses.Count);
        Assert.Equal(1 + (2 * 10), resolver.Asked);
    }

    [Theory]
    [InlineData("[192.0.2.1]", "192.0.2.1=192.0.2.1")]
    [InlineData("[IPv6:2001:db8::1]", "2001:db8::1=2001:db8::1")]
    public async Task An_address_literal_is_its_own_host(string domain, string expected) =>
        Assert.Equal(expected, await FindAsync(string.Empty, null, domain));

    [Theory]
    [InlineData("[192.0.2.1")]
    [InlineData("[192.0.2]")]
    [InlineData("[example.com]")]
    [InlineData("a b")]
    public async Task What_is_neither_domain_nor_literal_is_invalid(string domain)
    {
        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => FindAsync(string.Empty, null, domain));
        Assert.Equal(ErrorKind.DomainInvalid, failure.Kind);
    }

    [Fact]
    public async Task A_real_answer_gives_the_route_aliases_included()
    {
        await using var dns = ZoneDns.Start("""
            alias.example CNAME example.com
            example.com MX 10 mx.example.com
            example.com MX 20 other.example.com
            mx.example.com CNAME real.example.com
            real.example.com A 192.0.2.1
            other.example.com !ServFail
            """);
        var options = new DnsResolverOptions { Server = dns.Server, Timeout = TimeSpan.FromSeconds(1), Retries = 0 };
        DnsResolver resolver = await DnsResolverFactory.CreateAsync(options, TimeProvider.System, Token);

        MailRoute route = await new MailRouter(resolver).FindAsync("Alias.Example", Token);

        Assert.Equal("alias.example", route.Domain);
        Assert.Equal("mx.example.com=192.0.2.1", Text(route));
    }

    [Theory]
    [InlineData(SmtpSecurity.Auto, true)]
    [InlineData(SmtpSecurity.StartTlsWhenAvailable, true)]
    [InlineData(SmtpSecurity.StartTls, false)]
    public void Only_where_TLS_is_optional_any_certificate_will_do(SmtpSecurity security, bool acceptsAny)
    {
        var host = new MailHost { Name = "mx.example", Addresses = [System.Net.IPAddress.Loopback] };
        SmtpConnectionOptions options = host.ToOptions(new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint("unused.example"),
            Security = security,
            Credential = new System.Net.NetworkCredential("anna", "s3cret"),
        });

        Assert.Equal("mx.example:25", options.Server.ToString());
        Assert.Equal(acceptsAny, options.CertificatePolicy.AcceptsAny);
        Assert.Null(options.Authentication);
    }

    private static async Task<string> FindAsync(string zone, int[]? chance = null, string domain = "example.com")
    {
        var numbers = new Queue<int>(chance ?? []);
        var router = new MailRouter(
            new ZoneResolver(zone), () => numbers.TryDequeue(out int number) ? number : 0);
        return Text(await router.FindAsync(domain, Token));
    }

    private static string Text(MailRoute route) => string.Join(' ', route.Hosts.Select(host => string.Create(
        CultureInfo.InvariantCulture, $"{host.Name}={string.Join(',', host.Addresses)}")));
}
