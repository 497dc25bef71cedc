using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>What is wrong on the relay's own side holds the mail, and never comes back to a sender as a failure.</summary>
public sealed class OwnFaultTests
{
    private static readonly NetworkCredential s_credential = new("scanner", "secret");

    [Theory]
    [InlineData("535 5.7.8 Wrong")]
    [InlineData("550 5.7.30 Basic authentication is not supported")]
    [InlineData("454 4.7.0 Later")]
    [InlineData("534 5.7.9 Too weak")]
    public async Task A_refused_sign_in_holds_the_mail(string reply)
    {
        await using ScriptedServer server = new ScriptedServer()
            .Reply("220 smart.example.com")
            .Expect("EHLO *").Reply("250-smart.example.com", "250 AUTH PLAIN")
            .Expect("AUTH PLAIN *").Reply(reply).Expect("QUIT").Reply("221 Bye").Close();

        await AssertHeldAsync(server.Port, "secret", connection => connection with
        {
            Authentication = new PasswordAuthentication(s_credential, SmtpAuthenticationMechanism.Plain),
            AllowPlaintextCredential = true,
        });
    }

    [Theory]
    [InlineData(ErrorKind.TokenRequestFailed)]
    [InlineData(ErrorKind.TokenEndpointUnreachable)]
    public async Task No_token_holds_the_mail(ErrorKind kind) =>
        await AssertHeldWithoutTokenAsync(new SmtpAdminException(kind, "No token was granted."));

    [Fact]
    public async Task A_token_source_that_fails_in_its_own_way_holds_the_mail() =>
        await AssertHeldWithoutTokenAsync(new HttpRequestException("No token was granted."));

    [Fact]
    public async Task A_name_that_cannot_be_resolved_holds_the_mail() => await AssertHeldAsync(
        25, "unused", connection => connection with
        {
            Resolver = (_, _) => throw new SocketException((int)SocketError.TryAgain),
        });

    [Fact]
    public async Task A_server_without_the_TLS_that_is_required_holds_the_mail()
    {
        await using ScriptedServer server = new ScriptedServer()
            .Reply("220 smart.example.com")
            .Expect("EHLO *").Reply("250 smart.example.com").Expect("QUIT").Reply("221 Bye");

        await AssertHeldAsync(server.Port, "unused", connection => connection with { Security = SmtpSecurity.StartTls });
    }

    [Theory]
    [InlineData("530 5.7.57 Client not authenticated")]
    [InlineData("530 5.7.0 Must issue a STARTTLS command first")]
    public async Task A_server_that_wants_the_relay_to_sign_in_first_holds_the_mail(string reply)
    {
        await using ScriptedServer server = new ScriptedServer().Greet().Expect("MAIL *").Reply(reply);

        await AssertHeldAsync(server.Port, "unused", connection => connection);
    }

    [Fact]
    public async Task While_the_route_is_held_the_lifetime_runs_and_the_report_names_the_fault()
    {
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(
            25, connection: connection => connection with
            {
                Resolver = (_, _) => throw new SocketException((int)SocketError.TryAgain),
            });
        await fixture.AddAsync(QueueFolder.Envelope("M1") with
        {
            Recipients = [new EnvelopeRecipient("anna@example.com") { Notify = DeliveryNotification.OnFailure }],
        });
        fixture.Service.Start();

        await Condition.WaitAsync(() =>
        {
            fixture.Clock.Advance(TimeSpan.FromMinutes(30));
            return fixture.Service.Counters.Reports == 1;
        });

        QueuedMessage report = Assert.Single(await QueueFolder.ListAsync(fixture.Queue));
        string text = Encoding.Latin1.GetString((await QueueFolder.ReadBodyAsync(fixture.Queue, report.Id))!);
        Assert.Contains("could not be resolved", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static async Task AssertHeldWithoutTokenAsync(Exception failure)
    {
        await using ScriptedServer server = new ScriptedServer()
            .Reply("220 smart.example.com")
            .Expect("EHLO *").Reply("250-smart.example.com", "250 AUTH XOAUTH2").Expect("QUIT").Reply("221 Bye");
        await AssertHeldAsync(server.Port, "secret", connection => connection with
        {
            Authentication = new TokenAuthentication("scanner@example.org", new FailingTokens(failure)),
            AllowPlaintextCredential = true,
        });
    }

    private static async Task AssertHeldAsync(
        int port, string secret, Func<SmtpConnectionOptions, SmtpConnectionOptions> connection)
    {
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(port, connection: connection);
        fixture.Service.Start();
        await fixture.AddAsync("M1");
        await fixture.WaitForRouteAsync(isUp: false);
        await fixture.WaitForProbeAsync();

        QueuedMessage message = Assert.Single(await QueueFolder.ListAsync(fixture.Queue));
        Assert.Equal((RelayMessageState.Queued, 0), (message.State, message.Attempts));
        Assert.Equal(
            (0, 0, 0),
            (fixture.Service.Counters.Reports, fixture.Service.Counters.Failed, fixture.Service.Counters.Deferred));
        Assert.NotNull(fixture.Service.Route.Fault);
        Assert.DoesNotContain(secret, fixture.Service.Route.Fault, StringComparison.Ordinal);
    }

    private sealed class FailingTokens(Exception failure) : ITokenSource
    {
        public Task<string> GetTokenAsync(bool renew, CancellationToken cancellationToken) =>
            Task.FromException<string>(failure);
    }
}
