using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>-Direct: the mail exchangers of each domain are found and tried, and the domain name system is believed.</summary>
public sealed class SendDirectTests : IAsyncLifetime
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    // Nothing listens at 127.0.0.9: the server is at 127.0.0.1 only.
    private readonly ZoneDns _dns = ZoneDns.Start(
        """
        one.example MX 10 mx.one.example
        mx.one.example A 127.0.0.1
        two.example MX 10 mx.two.example
        mx.two.example A 127.0.0.1
        plain.example A 127.0.0.1
        second.example MX 20 taken.second.example
        second.example MX 10 refused.second.example
        refused.second.example A 127.0.0.9
        taken.second.example A 127.0.0.1
        none.example MX 0 .
        broken.example !ServFail
        """);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _dns.DisposeAsync();
    }

    [Fact]
    public async Task Each_domain_gets_the_message_for_its_own_recipients_at_its_own_host()
    {
        await using var server = new SendServer();
        SmtpSendResult result = Send(server, "-To a@one.example, b@two.example -Cc c@one.example").Single<SmtpSendResult>();

        Assert.Equal(SendStatus.Sent, result.Status);
        Assert.Equal(
            ["a@one.example Accepted", "b@two.example Accepted", "c@one.example Accepted"],
            result.Recipients.Select(row => row.ToString()));
        Assert.Equal((2, 2), (server.Connections, server.Contents.Count));
        Assert.Equal([1, 2], server.CountByConnection("RCPT").Values.Order());
    }

    [Fact]
    public async Task The_connection_to_a_host_is_kept_for_the_next_message()
    {
        await using var server = new SendServer();
        Assert.Equal(5, _engine.Run(
            "1..5 | ForEach-Object { [pscustomobject]@{ To = \"p$_@one.example\" } } |" + Command(server, "-MaxConnections 1"))
            .All<SmtpSendResult>().Count(result => result.Status == SendStatus.Sent));

        Assert.Equal((1, 5), (server.Connections, server.Count("MAIL")));
    }

    [Fact]
    public async Task A_domain_without_mail_exchangers_takes_mail_at_its_own_address()
    {
        await using var server = new SendServer();
        SmtpSendResult result = Send(server, "-To a@plain.example").Single<SmtpSendResult>();

        Assert.Equal((SendStatus.Sent, "plain.example"), (result.Status, result.Server!.Host));
    }

    [Fact]
    public async Task The_second_host_takes_what_the_first_cannot_be_reached_for()
    {
        await using var server = new SendServer();
        SmtpSendResult result = Send(server, "-To a@second.example").Single<SmtpSendResult>();

        Assert.Equal((SendStatus.Sent, 1), (result.Status, result.Attempts));
        Assert.Equal(("taken.second.example", (int?)server.Port), (result.Server!.Host, result.Server.Port));
        Assert.Contains(_dns.Queries, query => query.Name == "refused.second.example");
    }

    [Fact]
    public async Task A_refusal_by_the_first_host_that_answers_is_final()
    {
        await using var server = new SendServer
        {
            Answer = (line, _) => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 No such user" : null,
        };
        EngineResult result = Send(server, "-To a@two.example");

        Assert.StartsWith("RecipientRefused,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((1, 1), (server.Connections, server.Count("RCPT")));
    }

    [Theory]
    [InlineData("none.example", "DomainTakesNoMail", RecipientStatus.Rejected)]
    [InlineData("nowhere.example", "DomainNotFound", RecipientStatus.Rejected)]
    [InlineData("broken.example", "DnsUnavailable", RecipientStatus.Deferred)]
    public async Task What_the_domain_name_system_says_decides_where_no_server_was_asked(
        string domain, string id, RecipientStatus status)
    {
        await using var server = new SendServer();
        EngineResult result = Send(server, $"-To a@{domain}");

        Assert.StartsWith(id + ",", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(domain, result.Error.ToString(), StringComparison.Ordinal);
        SmtpSendResult sent = Assert.IsType<SmtpSendResult>(Assert.Single(result.Output));
        Assert.Equal((SendStatus.Failed, id), (sent.Status, sent.Error.ToString()));
        RecipientResult row = Assert.Single(sent.Recipients);
        Assert.Equal((status, null), (row.Status, row.Reply));
        Assert.Contains(domain, row.Failure, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_domain_that_takes_no_mail_leaves_the_other_recipients_alone()
    {
        await using var server = new SendServer();
        EngineResult result = Send(server, "-To a@none.example, b@one.example, c@broken.example");

        SmtpSendResult sent = Assert.IsType<SmtpSendResult>(Assert.Single(result.Output));
        Assert.Equal(SendStatus.PartiallySent, sent.Status);
        Assert.Equal(
            [RecipientStatus.Rejected, RecipientStatus.Accepted, RecipientStatus.Deferred],
            sent.Recipients.Select(row => row.Status));
        Assert.Contains("a@none.example", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Contents);
    }

    [Fact]
    public async Task TLS_that_is_offered_is_used_with_whatever_certificate()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("another.example");
        await using var server = new SendServer { Certificate = certificate };
        SmtpSendResult result = Send(server, "-To a@one.example").Single<SmtpSendResult>();

        Assert.Equal((SendStatus.Sent, true), (result.Status, result.IsEncrypted));
    }

    [Fact]
    public async Task TLS_that_is_required_needs_a_valid_certificate()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("another.example");
        await using var server = new SendServer { Certificate = certificate };
        EngineResult result = Send(server, "-To a@one.example -Security StartTls");

        Assert.StartsWith("Certificate", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, server.Count("MAIL"));
    }

    [Theory]
    [InlineData("-Server 127.0.0.1")]
    [InlineData("-Credential ([pscredential]::new('u', [Net.NetworkCredential]::new('', 'p').SecurePassword))")]
    public async Task A_server_or_a_credential_does_not_go_with_it(string parameter)
    {
        await using var server = new SendServer();
        EngineResult result = Send(server, "-To a@one.example " + parameter);

        Assert.StartsWith("SendOptionsInvalid,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_dns.Queries);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("no-such-server.invalid")]
    [InlineData("ftp://127.0.0.1")]
    public void A_name_server_that_is_none_fails_each_message_and_the_command_ends(string server)
    {
        EngineResult result = _engine.Run(
            "'a@one.example', 'b@two.example' | ForEach-Object { [pscustomobject]@{ To = $_ } } | "
            + $"Send-SmtpMessage -Direct -DnsServer '{server}' -From s@example.com -Subject s");

        Assert.Equal(
            [SendStatus.Failed, SendStatus.Failed],
            result.Output.Cast<SmtpSendResult>().Select(static message => message.Status));
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith(
            "NameServerInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    private EngineResult Send(SendServer server, string parameters) => _engine.Run(Command(server, parameters));

    private string Command(SendServer server, string parameters) =>
        $"Send-SmtpMessage -Direct -DnsServer {_dns.Server} -Port {server.Port} -From s@example.com -Subject s {parameters}";
}
