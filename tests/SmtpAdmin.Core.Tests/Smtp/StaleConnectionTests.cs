using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class StaleConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("close")]
    [InlineData("reset")]
    [InlineData("421")]
    public async Task A_kept_connection_that_the_server_gave_up_is_stale(string how)
    {
        var kept = new TaskCompletionSource();
        var over = new TaskCompletionSource();
        ScriptedServer script = new ScriptedServer().Reply("220 x").WaitFor(kept.Task);
        _ = how switch
        {
            "close" => script.Close(),
            "reset" => script.Drop(),
            _ => script.Reply("421 Too long idle").WaitFor(over.Task),
        };
        await using ScriptedServer server = script;
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(server.Options(), Token);
        await connection.ReadReplyAsync(Token);
        Assert.False(connection.IsStale);

        kept.SetResult();

        await Condition.WaitAsync(() => connection.IsStale);
        over.SetResult();
    }

    [Fact]
    public async Task A_connection_under_TLS_is_not_stale_for_what_TLS_says_to_itself()
    {
        using var ca = new TestCa();
        using X509Certificate2 certificate = ca.Issue("127.0.0.1");
        var kept = new TaskCompletionSource();
        await using ScriptedServer server = new ScriptedServer()
            .UpgradeToTls(certificate).Reply("220 x").WaitFor(kept.Task).Close();
        SmtpConnectionOptions options = server.Options(SmtpSecurity.ImplicitTls) with
        {
            CertificatePolicy = ServerCertificatePolicy.AcceptAny,
        };
        await using SmtpConnection connection = await SmtpConnection.OpenAsync(options, Token);
        await connection.ReadReplyAsync(Token);
        Assert.False(connection.IsStale);

        kept.SetResult();

        await Condition.WaitAsync(() => connection.IsStale);
    }

    [Fact]
    public async Task A_connection_closed_from_this_side_is_stale()
    {
        await using ScriptedServer server = new ScriptedServer();
        SmtpConnection connection = await SmtpConnection.OpenAsync(server.Options(), Token);

        await connection.DisposeAsync();

        Assert.True(connection.IsStale);
    }
}
