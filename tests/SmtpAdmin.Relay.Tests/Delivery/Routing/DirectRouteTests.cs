using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Dns;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Routing;

/// <summary>RFC 5321, section 5.1, and RFC 7505.</summary>
public sealed class DirectRouteTests
{
    [Theory]
    [InlineData("example.com MX 10 mx.example\nmx.example A 127.0.0.1")]
    [InlineData("example.com A 127.0.0.1")]
    [InlineData("example.com MX 5 dead.example\nexample.com MX 10 mx.example\ndead.example A 127.0.0.9\nmx.example A 127.0.0.1")]
    public async Task Mail_goes_to_the_first_exchanger_that_can_be_reached(string zone)
    {
        await using TestRelay server = TestRelay.Start();
        await using ZoneDns dns = ZoneDns.Start(zone);
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.EndPoint.Port, Direct(dns));
        fixture.Service.Start();

        await fixture.AddAsync("M1");
        await fixture.WaitUntilEmptyAsync();

        Assert.Single(server.Captured.Messages);
        Assert.Equal(0, fixture.Service.Counters.Deferred);
    }

    [Theory]
    [InlineData("example.com MX 0 .", "5.1.10")]
    [InlineData("other.example A 127.0.0.1", "5.1.2")]
    [InlineData("example.com MX 10 gone.example", "5.1.2")]
    public async Task A_domain_that_takes_no_mail_or_does_not_exist_fails_at_once(string zone, string status)
    {
        await using ZoneDns dns = ZoneDns.Start(zone);
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(LoopbackPort.FindFree(), Direct(dns));
        fixture.Service.Start();

        await fixture.AddAsync("M1");

        Assert.Contains($"Status: {status}\r\n", await ReadReportAsync(fixture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com MX 10 mx.example\nmx.example A 127.0.0.1")]
    [InlineData("example.com A 0.0.0.0")]
    [InlineData("example.com MX 10 a.example\nexample.com MX 20 b.example\na.example AAAA ::1\nb.example A 192.0.2.1")]
    public async Task Mail_never_goes_to_this_machine_nor_to_hosts_behind_it(string zone)
    {
        await using TestRelay server = TestRelay.Start();
        await using ZoneDns dns = ZoneDns.Start(zone);
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(25, delivery: options => options with
        {
            SmartHost = null,
            Routes = [Direct(dns)],
            ExchangerPort = server.EndPoint.Port,
        });
        fixture.Service.Start();

        await fixture.AddAsync("M1");

        Assert.Contains("Status: 5.4.6\r\n", await ReadReportAsync(fixture), StringComparison.Ordinal);
        Assert.Equal(0, server.Server.Counters.ConnectionsAccepted);
    }

    [Fact]
    public async Task A_stranger_that_wants_a_sign_in_refuses_the_message_and_holds_up_nothing()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("530 5.7.0 Authentication required").Expect("*").Reply("250 Ok");
        await using ZoneDns dns = ZoneDns.Start("example.com A 127.0.0.1");
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(server.Port, Direct(dns));
        fixture.Service.Start();

        await fixture.AddAsync("M1");

        Assert.Contains("Status: 5.7.0\r\n", await ReadReportAsync(fixture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_answer_from_DNS_the_mail_waits_and_counts_no_attempt()
    {
        await using ZoneDns dns = ZoneDns.Start("example.com !ServFail");
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(LoopbackPort.FindFree(), Direct(dns));
        fixture.Service.Start();

        await fixture.AddAsync("M1");
        await Condition.WaitAsync(async () => await fixture.FindAsync("M1") is { Attempts: 0 } message
            && message.NextAttemptAt > fixture.Clock.GetUtcNow());

        Assert.Equal((0, 0), (fixture.Service.Counters.Failed, fixture.Service.Counters.Deferred));
        Assert.Equal(RecipientState.Queued, (await fixture.FindAsync("M1")).Recipients[0].State);
    }

    private static RelayRoute Direct(ZoneDns dns) => new()
    {
        Name = "direct",
        Kind = RelayRouteKind.Direct,
        NameServer = dns.Server,
    };

    /// <summary>The report to a sender whose own domain cannot be reached in these tests.</summary>
    private static async Task<string> ReadReportAsync(DeliveryFixture fixture)
    {
        QueuedMessage? report = null;
        await Condition.WaitAsync(async () =>
        {
            report = (await QueueFolder.ListAsync(fixture.Queue))
                .FirstOrDefault(message => message.Envelope.ReversePath.Length == 0);
            return report is not null;
        });
        return Encoding.Latin1.GetString((await QueueFolder.ReadBodyAsync(fixture.Queue, report!.Id))!);
    }
}
