using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Certificates;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>How messages go over connections: how many, in which order, and again when the server defers one.</summary>
public sealed class SendFlowTests : IDisposable
{
    private const string Credentials =
        "function Get-User($name, $password) {"
        + " [pscredential]::new($name, [System.Net.NetworkCredential]::new('', $password).SecurePassword) };";

    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task No_more_connections_are_open_at_once_than_allowed(int allowed)
    {
        await using var server = new SendServer { Wait = line => line == SendServer.Dot ? Task.Delay(2) : Task.CompletedTask };
        IReadOnlyList<SmtpSendResult> results = Send(server, 60, $"-MaxConnections {allowed}");

        Assert.All(results, result => Assert.Equal(SendStatus.Sent, result.Status));
        Assert.Equal((60, allowed, allowed), (results.Count, server.MostInUse, server.Connections));
    }

    [Fact]
    public async Task A_connection_is_replaced_after_as_many_messages_as_allowed()
    {
        await using var server = new SendServer();
        Send(server, 10, "-MaxConnections 1 -MaxMessagesPerConnection 4");

        Assert.Equal([4, 4, 2], server.CountByConnection("MAIL").OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(3, server.Count("QUIT"));
        Assert.Equal(1, server.MostInUse);
    }

    [Fact]
    public async Task The_pace_holds_back_what_is_more_than_a_minute_takes()
    {
        await using var server = new SendServer();
        TimeSpan time = StopWatch.Stop(
            _engine,
            Command(server, 500, "-MaxMessagesPerMinute 3 -MaxConnections 2"),
            () => server.Contents.Count >= 1);

        Assert.InRange(time.TotalSeconds, 0, 1);
        Assert.InRange(server.Contents.Count, 1, 3);
    }

    [Fact]
    public async Task Only_the_deferred_recipient_is_tried_again()
    {
        int tries = 0;
        await using var server = new SendServer
        {
            Answer = (line, _) => line.Contains("busy@", StringComparison.Ordinal) && ++tries == 1
                ? "451 4.2.1 Try again"
                : null,
        };
        SmtpSendResult result = _engine.Run(
            $"Send-SmtpMessage -Server {server.Address} -From a@example.com -To b@example.com, busy@example.com -Subject s"
            + " -RetryCount 1 -RetryDelaySec 1").Single<SmtpSendResult>();

        Assert.Equal((SendStatus.Sent, 2), (result.Status, result.Attempts));
        Assert.Equal(1, server.Count("RCPT TO:<b@"));
        Assert.Equal(2, server.Count("RCPT TO:<busy@"));
        Assert.Equal(2, server.Contents.Count);
    }

    [Fact]
    public async Task A_message_is_not_sent_again_unless_asked()
    {
        await using var server = new SendServer { Answer = (line, _) => line == SendServer.Dot ? "451 4.3.0 Later" : null };
        EngineResult result = _engine.Run(Command(server, 1, string.Empty));

        Assert.Equal(1, server.Count("MAIL"));
        Assert.Equal(RecipientStatus.Deferred, Assert.IsType<SmtpSendResult>(result.Output.Single()).Recipients[0].Status);
    }

    [Fact]
    public async Task A_server_that_closes_between_messages_gets_a_new_connection()
    {
        await using var server = new SendServer
        {
            Answer = (line, connection) => connection == 1 && line.Contains("p3@", StringComparison.Ordinal)
                    && line.StartsWith("RCPT", StringComparison.Ordinal) ? "421 4.7.0 Enough for this connection" : null,
        };
        IReadOnlyList<SmtpSendResult> results = Send(server, 5, "-MaxConnections 1");

        Assert.All(results, result => Assert.Equal(SendStatus.Sent, result.Status));
        Assert.Equal(2, server.Connections);
        Assert.Equal(5, server.Contents.Count);
    }

    [Fact]
    public async Task Credentials_share_no_connection()
    {
        await using var server = new SendServer { Extensions = ["AUTH PLAIN"] };
        IReadOnlyList<SmtpSendResult> results = _engine.Run(
            Credentials + "1..12 | ForEach-Object { [pscustomobject]@{ To = \"u$($_ % 3)@example.com\";"
            + " Credential = Get-User ('u' + [Math]::Min(1, $_ % 3)) ('p' + $_ % 3) } } | Send-SmtpMessage -From a@example.com"
            + $" -Subject s -Server {server.Address} -AllowPlaintextCredential -MaxConnections 1").All<SmtpSendResult>();

        // Three identities: the passwords differ where the names are the same.
        Assert.Equal(12, results.Count(result => result.Status == SendStatus.Sent));
        Assert.Equal(3, server.Connections);
        Assert.Equal([4, 4, 4], server.CountByConnection("MAIL").Values);
        Assert.Equal(3, server.Commands.Where(line => line.StartsWith("AUTH", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public async Task Under_TLS_with_signing_in_each_connection_is_made_once()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("127.0.0.1");
        await using var server = new SendServer { Certificate = certificate, ExtensionsUnderTls = ["AUTH PLAIN", "PIPELINING"] };
        IReadOnlyList<SmtpSendResult> results = _engine.Run(
            Credentials + "$user = Get-User u p;" + Command(
                server, 200, $"-MaxConnections 4 -Security StartTls -Credential $user -TrustedThumbprint {certificate.Thumbprint}"))
            .All<SmtpSendResult>();

        Assert.Equal(200, results.Count(result => result is { Status: SendStatus.Sent, IsEncrypted: true }));
        Assert.InRange(server.Connections, 1, 4);
        Assert.Equal(server.Connections, server.Count("AUTH"));
        Assert.Equal(server.Connections, server.Count("STARTTLS"));
        // Once before TLS and once under it (RFC 3207, section 4.2).
        Assert.Equal(2 * server.Connections, server.Count("EHLO"));
        Assert.Equal(200, server.Count("MAIL"));
    }

    [Theory]
    [InlineData("-InOrder", "p1@example.com")]
    [InlineData("", "p2@example.com")]
    public async Task A_slow_first_message_comes_first_only_in_order(string parameter, string first)
    {
        var others = new TaskCompletionSource();
        int done = 0;
        await using var server = new SendServer
        {
            Wait = line => line.Contains("RCPT TO:<p1@", StringComparison.Ordinal) ? others.Task : Task.CompletedTask,
            Answer = (line, _) =>
            {
                if (line == SendServer.Dot && ++done == 3)
                {
                    others.TrySetResult();
                }

                return null;
            },
        };
        IReadOnlyList<SmtpSendResult> results = Send(server, 4, "-MaxConnections 2 " + parameter);

        Assert.Equal(first, results[0].Recipients[0].Address);
        Assert.Equal(4, results.Select(result => result.Recipients[0].Address).Distinct().Count());
        if (parameter.Length > 0)
        {
            Assert.Equal(["p1@example.com", "p2@example.com", "p3@example.com", "p4@example.com"],
                results.Select(result => result.Recipients[0].Address));
        }
    }

    private IReadOnlyList<SmtpSendResult> Send(SendServer server, int count, string parameters) =>
        _engine.Run(Command(server, count, parameters)).All<SmtpSendResult>();

    private static string Command(SendServer server, int count, string parameters) =>
        $"1..{count} | ForEach-Object {{ [pscustomobject]@{{ To = \"p$_@example.com\"; Subject = \"No $_\" }} }} |"
        + $" Send-SmtpMessage -Server {server.Address} -From a@example.com {parameters}";
}
