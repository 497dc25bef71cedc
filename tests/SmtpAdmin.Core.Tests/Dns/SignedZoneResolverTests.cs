using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Transports;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns;

public sealed class SignedZoneResolverTests : IDisposable
{
    private const string Records = """
        mail A 192.0.2.1
        alias CNAME mail
        """;

    private static readonly SignedZone[] s_zones =
    [
        new("parent.test", ZoneState.Good, Records),
        new("good.parent.test", ZoneState.Good, Records),
        new("unsigned.parent.test", ZoneState.Plain, Records),
        new("expired.parent.test", ZoneState.Expired, Records),
        new("bogus.test", ZoneState.Bogus, Records),
        new("plain.test", ZoneState.Plain, Records),
    ];

    private readonly TestCa _ca = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ca.Dispose();

    [Fact]
    public async Task A_validating_resolver_tells_secure_insecure_and_bogus_apart_over_every_transport()
    {
        using X509Certificate2 certificate = _ca.Issue("localhost");
        await using SignedZones dns = await SignedZones.StartAsync(certificate, s_zones);
        string[] servers = [dns.Resolver, $"tcp://{dns.Resolver}", $"tls://localhost:{dns.TlsPort}"];
        // Unbound's HTTPS is HTTP/2 and nothing else.
        string[] https = HttpsTransport.SpeaksHttp2 ? [$"https://localhost:{dns.HttpsPort}"] : [];
        foreach (string server in servers.Concat(https))
        {
            using DnsResolver resolver = await CreateAsync(server);

            await AssertAsync(resolver, "mail.parent.test", DnsStatus.Found, isAuthenticated: true);
            await AssertAsync(resolver, "alias.good.parent.test", DnsStatus.Found, isAuthenticated: true);
            await AssertAsync(resolver, "none.good.parent.test", DnsStatus.NxDomain, isAuthenticated: true);
            await AssertAsync(resolver, "mail.unsigned.parent.test", DnsStatus.Found, isAuthenticated: false);
            await AssertAsync(resolver, "mail.plain.test", DnsStatus.Found, isAuthenticated: false);
            await AssertAsync(resolver, "mail.expired.parent.test", DnsStatus.Bogus, isAuthenticated: false);
            await AssertAsync(resolver, "mail.bogus.test", DnsStatus.Bogus, isAuthenticated: false);
            await AssertAsync(resolver, "none.bogus.test", DnsStatus.Bogus, isAuthenticated: false);
            await AssertAsync(resolver, "elsewhere.example", DnsStatus.ServFail, isAuthenticated: false);
        }
    }

    [Fact]
    public async Task An_authoritative_server_answers_without_a_judgement()
    {
        await using SignedZones dns = await SignedZones.StartAsync(s_zones);
        using DnsResolver resolver = await CreateAsync(dns.Server);

        await AssertAsync(resolver, "mail.bogus.test", DnsStatus.Found, isAuthenticated: false);
        await AssertAsync(resolver, "alias.expired.parent.test", DnsStatus.Found, isAuthenticated: false);
        await AssertAsync(resolver, "none.parent.test", DnsStatus.NxDomain, isAuthenticated: false);
        await AssertAsync(resolver, "elsewhere.example", DnsStatus.Refused, isAuthenticated: false);
    }

    private static async Task AssertAsync(DnsResolver resolver, string name, DnsStatus status, bool isAuthenticated)
    {
        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.A, Token);

        Assert.Equal(
            $"{name} {status} {isAuthenticated}", $"{answer.Question.Name} {answer.Status} {answer.IsAuthenticated}");
    }

    private Task<DnsResolver> CreateAsync(string server) => DnsResolverFactory.CreateAsync(
        new DnsResolverOptions { Server = server, Timeout = TimeSpan.FromSeconds(20), TrustedRoots = [_ca.Root] },
        TimeProvider.System,
        Token);
}
