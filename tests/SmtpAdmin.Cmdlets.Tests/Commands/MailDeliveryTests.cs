using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Dns;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Test-MailDelivery against a name server and a mail server on the loopback.</summary>
public sealed class MailDeliveryTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly X509Certificate2 _certificate = TestCa.SelfSigned("mx.example.com");

    public void Dispose()
    {
        _certificate.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public async Task A_domain_with_DANE_is_delivered_to_by_DANE()
    {
        await using ScriptedServer server = Server();
        await using ZoneDns dns = Zone(server.Port, "!Authenticated", _certificate.RawData);
        MailDeliveryResult result = Run(dns, server.Port, "'postmaster@example.com'").Single<MailDeliveryResult>();

        MailDeliveryEndpoint endpoint = Assert.Single(result.Endpoints);
        Assert.Equal(("example.com", MailDeliveryVerdict.DeliverByDane), (result.Domain, result.Verdict));
        Assert.True(result.IsMxSecure);
        Assert.Equal(("DANE-MATCH", "MTASTS-NONE"), (endpoint.Dane.Code, endpoint.MtaSts.Code));
    }

    [Fact]
    public async Task Another_certificate_is_refused()
    {
        await using ScriptedServer server = Server();
        await using ZoneDns dns = Zone(server.Port, "!Authenticated", [1, 2, 3]);

        Assert.Equal(MailDeliveryVerdict.Refuse, Run(dns, server.Port, "'example.com'").Single<MailDeliveryResult>().Verdict);
    }

    [Fact]
    public async Task Without_DNSSEC_delivery_is_opportunistic()
    {
        await using ScriptedServer server = Server();
        await using ZoneDns dns = Zone(server.Port, "!Normal", [1, 2, 3]);

        Assert.Equal(
            MailDeliveryVerdict.Opportunistic, Run(dns, server.Port, "'example.com'").Single<MailDeliveryResult>().Verdict);
    }

    [Fact]
    public async Task A_domain_that_is_none_does_not_stop_the_others()
    {
        await using ZoneDns dns = ZoneDns.Start("broken.example !ServFail");
        EngineResult result = Run(dns, 25, "'exa mple', 'broken.example', 'nowhere.example'");

        Assert.Equal(
            [MailDeliveryVerdict.Unknown, MailDeliveryVerdict.Refuse],
            result.Output.Cast<MailDeliveryResult>().Select(static test => test.Verdict));
        Assert.StartsWith("DomainInvalid,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_waiting_for_a_silent_server_within_a_second()
    {
        await using ZoneDns dns = ZoneDns.Start("example.com !Silent");

        TimeSpan time = StopWatch.Stop(
            _engine, $"Test-MailDelivery example.com -DnsServer {dns.Server}", () => dns.Queries.Count > 0);

        Assert.InRange(time.TotalSeconds, 0, 1);
    }

    private ScriptedServer Server() => new ScriptedServer()
        .Reply("220 mx.example.com ESMTP").Expect("EHLO *").Reply("250-mx.example.com", "250 STARTTLS")
        .Expect("STARTTLS").Reply("220 go").UpgradeToTls(_certificate).Expect("EHLO *").Reply("250 mx.example.com");

    private EngineResult Run(ZoneDns dns, int port, string domains) =>
        _engine.Run($"{domains} | Test-MailDelivery -DnsServer '{dns.Server}' -Port {port} -TimeoutSec 10");

    private static ZoneDns Zone(int port, string behaviour, byte[] certificate) => ZoneDns.Start(
        $"""
        example.com MX 10 mx.example.com
        mx.example.com A 127.0.0.1
        _{port}._tcp.mx.example.com TLSA 3 0 1 {Convert.ToHexString(SHA256.HashData(certificate))}
        example.com {behaviour}
        mx.example.com {behaviour}
        _{port}._tcp.mx.example.com {behaviour}
        """);
}
