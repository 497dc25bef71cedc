using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Transports;

public sealed class TransportResolverTests : IDisposable
{
    private readonly TestCa _ca = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ca.Dispose();

    [Theory]
    [InlineData("a.example.com A 192.0.2.1", DnsStatus.Found)]
    [InlineData("x.a.example.com A 192.0.2.1", DnsStatus.NoData)]
    [InlineData("b.example.com A 192.0.2.1", DnsStatus.NxDomain)]
    [InlineData("a.example.com !ServFail", DnsStatus.ServFail)]
    [InlineData("a.example.com !Refused", DnsStatus.Refused)]
    [InlineData("a.example.com !Bogus", DnsStatus.Bogus)]
    [InlineData("a.example.com !BogusWithoutReason\na.example.com TXT x", DnsStatus.Bogus)]
    [InlineData("a.example.com !Silent", DnsStatus.Timeout)]
    public async Task Every_transport_tells_every_outcome_apart(string zone, DnsStatus expected)
    {
        await using ZoneDns dns = Start(zone);
        foreach ((string server, DnsTransport transport) in Servers(dns))
        {
            using DnsResolver resolver = await CreateAsync(server, expected == DnsStatus.Timeout ? 1 : 60);

            DnsAnswer answer = await resolver.QueryAsync("a.example.com", DnsRecordType.A, Token);

            Assert.Equal((server, expected), (server, answer.Status));
            Assert.Equal(answer.IsKnown, answer.Failure is null);
            if (expected is not (DnsStatus.Error or DnsStatus.Timeout))
            {
                Assert.Equal(transport, answer.Transport);
            }
        }
    }

    [Fact]
    public async Task Over_a_stream_what_cannot_be_read_is_an_error_at_once()
    {
        await using ZoneDns dns = Start("a.example.com !Garbage");
        foreach ((string server, _) in Servers(dns).Skip(1))
        {
            using DnsResolver resolver = await CreateAsync(server, timeout: 300);

            DnsAnswer answer = await resolver.QueryAsync("a.example.com", DnsRecordType.A, Token);

            Assert.Equal(DnsStatus.Error, answer.Status);
        }
    }

    [Fact]
    public async Task One_connection_carries_many_questions_at_the_same_time()
    {
        await using ZoneDns dns = ZoneDns.Start(
            "example.com TXT text", new ZoneDnsSettings { Certificate = Certificate(), Latency = TimeSpan.FromMilliseconds(300) });
        foreach (string server in new[] { $"tcp://{dns.Server}", $"tls://localhost:{dns.TlsPort}" })
        {
            int before = dns.Connections;
            using DnsResolver resolver = await CreateAsync(server, timeout: 60);

            DnsAnswer[] answers = await Task.WhenAll(
                Enumerable.Range(0, 100).Select(_ => resolver.QueryAsync("example.com", DnsRecordType.Txt, Token)));

            Assert.All(answers, answer => Assert.Equal(DnsStatus.Found, answer.Status));
            Assert.Equal(before + 1, dns.Connections);
        }
    }

    [Fact]
    public async Task A_connection_that_the_server_ends_is_made_anew()
    {
        await using ZoneDns dns = Start("a.example.com !Closing\na.example.com A 192.0.2.1");
        using DnsResolver resolver = await CreateAsync($"tcp://{dns.Server}", timeout: 60);

        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(DnsStatus.Found, (await resolver.QueryAsync("a.example.com", DnsRecordType.A, Token)).Status);
            Assert.Equal(i, dns.Connections);
        }
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("https")]
    public async Task A_server_without_a_certificate_of_its_name_is_not_asked(string scheme)
    {
        using X509Certificate2 other = _ca.Issue("other.example");
        using X509Certificate2 expired = _ca.IssueExpired("localhost");
        using X509Certificate2 unknown = TestCa.SelfSigned("localhost");
        foreach (X509Certificate2 certificate in new[] { other, expired, unknown })
        {
            await using ZoneDns dns = ZoneDns.Start(
                "example.com A 192.0.2.1", new ZoneDnsSettings { Certificate = certificate });
            int port = scheme == "tls" ? dns.TlsPort : dns.HttpsPort;
            using DnsResolver resolver = await CreateAsync($"{scheme}://localhost:{port}", timeout: 60);

            DnsAnswer answer = await resolver.QueryAsync("example.com", DnsRecordType.A, Token);

            Assert.Equal(DnsStatus.Error, answer.Status);
            Assert.Contains("TLS", answer.Failure, StringComparison.Ordinal);
            Assert.Empty(dns.Queries);
        }
    }

    [Theory]
    [InlineData("/redirect", "307")]
    [InlineData("/missing", "404")]
    [InlineData("/html", "could not be read")]
    [InlineData("/other", "could not be read")]
    [InlineData("/huge", "HTTPS")]
    public async Task An_https_response_that_is_no_answer_is_an_error(string path, string expected)
    {
        await using ZoneDns dns = Start("example.com A 192.0.2.1");
        using DnsResolver resolver = await CreateAsync($"https://localhost:{dns.HttpsPort}{path}", timeout: 60, retries: 0);

        DnsAnswer answer = await resolver.QueryAsync("example.com", DnsRecordType.A, Token);

        Assert.Equal(DnsStatus.Error, answer.Status);
        Assert.Contains(expected, answer.Failure, StringComparison.Ordinal);
        Assert.Single(dns.Queries);
    }

    [Fact]
    public async Task Cancellation_ends_a_question_on_every_transport()
    {
        await using ZoneDns dns = Start("a.example.com !Silent");
        foreach ((string server, _) in Servers(dns))
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            using DnsResolver resolver = await CreateAsync(server, timeout: 300);
            int before = dns.Queries.Count;

            Task<DnsAnswer> asking = resolver.QueryAsync("a.example.com", DnsRecordType.A, cancel.Token);
            await Wait.UntilAsync(() => dns.Queries.Count > before, Token);
            await cancel.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(TimeSpan.FromSeconds(10), Token));
        }
    }

    private static IEnumerable<(string Server, DnsTransport Transport)> Servers(ZoneDns dns) =>
    [
        (dns.Server, DnsTransport.Udp),
        ($"tcp://{dns.Server}", DnsTransport.Tcp),
        ($"tls://localhost:{dns.TlsPort}", DnsTransport.Tls),
        ($"https://localhost:{dns.HttpsPort}/dns-query", DnsTransport.Https),
    ];

    private X509Certificate2 Certificate() => _ca.Issue("localhost", "127.0.0.1");

    private ZoneDns Start(string zone) => ZoneDns.Start(zone, new ZoneDnsSettings { Certificate = Certificate() });

    private Task<DnsResolver> CreateAsync(string server, int timeout, int retries = 0) => DnsResolverFactory.CreateAsync(
        new DnsResolverOptions
        {
            Server = server,
            Timeout = TimeSpan.FromSeconds(timeout),
            Retries = retries,
            TrustedRoots = [_ca.Root],
        },
        TimeProvider.System,
        Token);
}
