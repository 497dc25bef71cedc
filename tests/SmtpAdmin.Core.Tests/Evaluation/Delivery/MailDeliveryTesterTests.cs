using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Evaluation.Delivery;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Delivery;

/// <summary>What a strict sender does, with a server on the loopback and a zone in memory.</summary>
public sealed class MailDeliveryTesterTests : IDisposable
{
    private readonly TestCa _ca = new();
    private readonly X509Certificate2 _certificate;
    private readonly MemoryResolver _zone = new() { IsAuthenticated = true };

    public MailDeliveryTesterTests() => _certificate = _ca.Issue("mx.example.com");

    public void Dispose()
    {
        _certificate.Dispose();
        _ca.Dispose();
    }

    [Fact]
    public async Task A_certificate_that_a_secure_record_names_is_delivered_to_by_DANE()
    {
        await using ScriptedServer server = Secure(_certificate);
        AddHost().AddTlsa(server.Port, _certificate.RawData);
        MailDeliveryResult result = await TestAsync(server.Port, policy: null);

        MailDeliveryEndpoint endpoint = Assert.Single(result.Endpoints);
        Assert.Equal(MailDeliveryVerdict.DeliverByDane, result.Verdict);
        Assert.Equal(($"127.0.0.1:{server.Port}", 0), (endpoint.Address, endpoint.Dane.Depth));
        Assert.All(
            endpoint.Findings.Where(static finding => finding.Code != DeliveryCodes.MtaSts),
            static finding => Assert.True(finding.Status == CheckStatus.Pass, finding.ToString()));
        await server.VerifyAsync();
    }

    [Fact]
    public async Task Another_certificate_than_the_records_name_is_refused_also_where_MTA_STS_would_be_content()
    {
        await using ScriptedServer server = Secure(_certificate);
        AddHost().AddTlsa(server.Port, _ca.Root.RawData);
        MailDeliveryResult result = await TestAsync(server.Port, "enforce", "mx.example.com");

        Assert.Equal(MailDeliveryVerdict.Refuse, result.Verdict);
        Assert.Equal("DANE-NO-MATCH", result.Endpoints[0].Dane.Code);
        Assert.Contains("3 0 1", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_STARTTLS_a_host_with_TLSA_records_is_refused()
    {
        await using ScriptedServer server = Plain();
        AddHost().AddTlsa(server.Port, _certificate.RawData);

        Assert.Equal(MailDeliveryVerdict.Refuse, (await TestAsync(server.Port, policy: null)).Verdict);
    }

    [Fact]
    public async Task Records_that_DNSSEC_does_not_cover_are_ignored()
    {
        await using ScriptedServer server = Secure(_certificate);
        _zone.IsAuthenticated = false;
        AddHost().AddTlsa(server.Port, _ca.Root.RawData);
        MailDeliveryResult result = await TestAsync(server.Port, policy: null);

        Assert.Equal(MailDeliveryVerdict.Opportunistic, result.Verdict);
        Assert.Equal("DANE-MX-INSECURE", result.Endpoints[0].Dane.Code);
    }

    [Theory]
    [InlineData(DnsStatus.ServFail)]
    [InlineData(DnsStatus.Timeout)]
    [InlineData(DnsStatus.Refused)]
    public async Task A_question_for_TLSA_records_without_answer_makes_the_sender_wait(DnsStatus status)
    {
        await using ScriptedServer server = Secure(_certificate);
        AddHost();
        _zone.Fail($"_{server.Port}._tcp.mx.example.com", DnsRecordType.Tlsa, status);

        Assert.Equal(MailDeliveryVerdict.Unknown, (await TestAsync(server.Port, "enforce", "mx.example.com")).Verdict);
    }

    [Theory]
    [InlineData("enforce", "mx.example.com", MailDeliveryVerdict.DeliverByMtaSts)]
    [InlineData("enforce", "*.example.com", MailDeliveryVerdict.DeliverByMtaSts)]
    [InlineData("enforce", "mx.example.net", MailDeliveryVerdict.Refuse)]
    [InlineData("testing", "mx.example.net", MailDeliveryVerdict.Opportunistic)]
    [InlineData("none", "mx.example.net", MailDeliveryVerdict.Opportunistic)]
    public async Task A_policy_decides_where_there_is_no_DANE(string mode, string pattern, MailDeliveryVerdict expected)
    {
        await using ScriptedServer server = Secure(_certificate);
        AddHost();

        Assert.Equal(expected, (await TestAsync(server.Port, mode, pattern)).Verdict);
    }

    [Theory]
    [InlineData("other name")]
    [InlineData("expired")]
    [InlineData("self-signed")]
    [InlineData("no TLS")]
    public async Task An_enforced_policy_asks_for_a_valid_certificate(string kind)
    {
        using X509Certificate2 certificate = kind switch
        {
            "expired" => _ca.IssueExpired("mx.example.com"),
            "self-signed" => TestCa.SelfSigned("mx.example.com"),
            _ => _ca.Issue("other.example.com"),
        };
        await using ScriptedServer server = kind == "no TLS" ? Plain() : Secure(certificate);
        AddHost();

        Assert.Equal(MailDeliveryVerdict.Refuse, (await TestAsync(server.Port, "enforce", "mx.example.com")).Verdict);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_fetched_leaves_the_verdict_open()
    {
        await using ScriptedServer server = Secure(_certificate);
        AddHost();
        _zone.Text("_mta-sts.example.com", "v=STSv1; id=1");

        Assert.Equal(MailDeliveryVerdict.Unknown, (await TestAsync(server.Port, policy: null)).Verdict);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_unknown_and_the_next_host_serves()
    {
        await using ScriptedServer server = Secure(_certificate);
        AddHost();
        _zone.Add("example.com", DnsRecordType.Mx, new DnsMailExchange(TimeSpan.Zero, 5, "down.example.com"))
            .Add("down.example.com", DnsRecordType.A, new DnsAddress(TimeSpan.Zero, IPAddress.Parse("127.0.0.9")));
        MailDeliveryResult result = await TestAsync(server.Port, policy: null);

        Assert.Equal(
            [MailDeliveryVerdict.Unknown, MailDeliveryVerdict.Opportunistic],
            result.Endpoints.Select(static endpoint => endpoint.Verdict));
        Assert.Equal(MailDeliveryVerdict.Opportunistic, result.Verdict);
    }

    [Theory]
    [InlineData(DnsStatus.NxDomain, MailDeliveryVerdict.Refuse)]
    [InlineData(DnsStatus.ServFail, MailDeliveryVerdict.Unknown)]
    [InlineData(DnsStatus.Timeout, MailDeliveryVerdict.Unknown)]
    public async Task A_domain_that_is_not_there_is_told_from_one_without_answer(
        DnsStatus status, MailDeliveryVerdict expected)
    {
        _zone.Fail("example.com", DnsRecordType.Mx, status);

        Assert.Equal(expected, (await TestAsync(1, policy: null)).Verdict);
    }

    [Theory]
    [InlineData(DnsStatus.NxDomain, MailDeliveryVerdict.Refuse, "DANE-HOST-NONE")]
    [InlineData(DnsStatus.Bogus, MailDeliveryVerdict.Unknown, "DANE-HOST-UNKNOWN")]
    [InlineData(DnsStatus.Timeout, MailDeliveryVerdict.Unknown, "DANE-HOST-UNKNOWN")]
    public async Task A_host_without_address_is_told_from_one_whose_address_is_not_known(
        DnsStatus status, MailDeliveryVerdict expected, string code)
    {
        AddHost()._zone.Fail("mx.example.com", DnsRecordType.A, status);
        MailDeliveryResult result = await TestAsync(1, policy: null);

        Assert.Equal((expected, code), (result.Verdict, result.Endpoints.Single().Dane.Code));
    }

    [Fact]
    public async Task A_null_MX_is_a_refusal()
    {
        _zone.Add("example.com", DnsRecordType.Mx, new DnsMailExchange(TimeSpan.Zero, 0, string.Empty));
        MailDeliveryResult result = await TestAsync(1, policy: null);

        Assert.Equal(MailDeliveryVerdict.Refuse, result.Verdict);
        Assert.Contains("RFC 7505", result.Reason, StringComparison.Ordinal);
    }

    private static ScriptedServer Secure(X509Certificate2 certificate) => new ScriptedServer()
        .Reply("220 mx.example.com ESMTP").Expect("EHLO *").Reply("250-mx.example.com", "250 STARTTLS")
        .Expect("STARTTLS").Reply("220 go").UpgradeToTls(certificate).Expect("EHLO *").Reply("250 mx.example.com");

    private static ScriptedServer Plain() => new ScriptedServer()
        .Reply("220 mx.example.com ESMTP").Expect("EHLO *").Reply("250 mx.example.com");

    private MailDeliveryTesterTests AddHost()
    {
        _zone.Add("example.com", DnsRecordType.Mx, new DnsMailExchange(TimeSpan.Zero, 10, "mx.example.com"))
            .Add("mx.example.com", DnsRecordType.A, new DnsAddress(TimeSpan.Zero, IPAddress.Loopback));
        return this;
    }

    private void AddTlsa(int port, byte[] certificate) => _zone.Add(
        $"_{port}._tcp.mx.example.com",
        DnsRecordType.Tlsa,
        new DnsTlsa(TimeSpan.Zero, 3, 0, 1, SHA256.HashData(certificate)));

    private Task<MailDeliveryResult> TestAsync(int port, string mode, string pattern)
    {
        _zone.Text("_mta-sts.example.com", "v=STSv1; id=1");
        return TestAsync(port, $"version: STSv1\nmode: {mode}\nmx: {pattern}\nmax_age: 86400\n");
    }

    private Task<MailDeliveryResult> TestAsync(int port, string? policy)
    {
        var options = new MailDeliveryOptions
        {
            Port = port,
            LocalName = "client.example.com",
            StepTimeout = TimeSpan.FromSeconds(10),
            TrustedRoots = [_ca.Root],
        };
        return new MailDeliveryTester(_zone, _ => new FixedPolicy(policy), options)
            .TestAsync("example.com", TestContext.Current.CancellationToken);
    }

    private sealed class FixedPolicy(string? text) : IMtaStsPolicySource
    {
        public Task<MtaStsFetch> FetchAsync(string domain, CancellationToken cancellationToken) =>
            Task.FromResult(new MtaStsFetch
            {
                Uri = "https://mta-sts.example.com",
                Status = text is null ? MtaStsPolicyStatus.Timeout : MtaStsPolicyStatus.Valid,
                Text = text,
                MediaType = "text/plain",
            });
    }
}
