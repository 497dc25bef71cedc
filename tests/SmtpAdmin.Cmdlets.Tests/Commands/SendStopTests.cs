using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Ctrl+C, wherever it comes: the command ends at once, tells what it did, and leaves nothing open.</summary>
public sealed partial class SendStopTests : IDisposable
{
    private readonly SendStopHost _host = new();
    private readonly Runspace _runspace;

    public SendStopTests()
    {
        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        using PowerShell shell = Create($"Import-Module '{RepositoryFiles.Manifest}'");
        shell.Invoke();
    }

    public void Dispose() => _runspace.Dispose();

    [Fact]
    public async Task In_the_middle_of_ten_thousand_it_reports_what_was_sent_and_closes_every_connection()
    {
        await using var server = new SendServer();
        PSDataCollection<PSObject> results = await StopAsync(
            server, "-MaxConnections 4", 10_000, () => server.Contents.Count > 300);

        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.Equal(SendStatus.Sent, ((SmtpSendResult)result.BaseObject).Status));
        string warning = Assert.Single(_host.Warnings);
        long[] counts = Counts(warning);

        // Submitted, written, sent besides, perhaps sent, and not: the parts make the whole, and nothing sent is left out.
        Assert.Equal(counts[0], counts[1] + counts[2] + counts[3] + counts[4]);
        Assert.Equal(results.Count, counts[1]);
        Assert.InRange(server.Contents.Count, counts[1] + counts[2], counts[1] + counts[2] + counts[3]);
    }

    [Fact]
    public async Task While_a_retry_waits()
    {
        await using var server = new SendServer { Answer = (line, _) => line.StartsWith("RCPT", StringComparison.Ordinal) ? "451 4.2.1 Later" : null };
        await StopAsync(server, "-RetryCount 5 -RetryDelaySec 3600", 3, () => server.Count("RCPT") == 3);

        Assert.Contains("3 were not", Assert.Single(_host.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_pace_holds_messages_back()
    {
        await using var server = new SendServer();
        PSDataCollection<PSObject> results = await StopAsync(
            server, "-MaxMessagesPerMinute 1", 3, () => server.Contents.Count == 1);

        Assert.InRange(results.Count, 0, 1);
        Assert.Contains("2 were not", Assert.Single(_host.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_server_says_nothing_after_the_dot()
    {
        await using var server = new SendServer { Answer = (line, _) => line == SendServer.Dot ? SendServer.Silence : null };
        await StopAsync(server, string.Empty, 1, () => server.Contents.Count == 1);

        Assert.Contains("1 may have been: p1@example.com", Assert.Single(_host.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_its_turn_is_not_called_unsent()
    {
        await using var server = new SendServer
        {
            Answer = (line, _) => line.Contains("RCPT TO:<p1@", StringComparison.Ordinal) ? SendServer.Silence : null,
        };
        await StopAsync(server, "-InOrder -MaxConnections 2", 3, () => server.Contents.Count == 2);

        // The reply to the last may still have been on its way.
        long[] counts = Counts(Assert.Single(_host.Warnings));
        Assert.Equal([3, 0, 2, 1], [counts[0], counts[1], counts[2] + counts[3], counts[4]]);
    }

    [Fact]
    public async Task While_connecting()
    {
        using UnansweringListener listener = await UnansweringListener.StartAsync();
        using var handed = new ManualResetEventSlim();
        _runspace.SessionStateProxy.SetVariable("handed", handed);
        using PowerShell shell = Create(
            "& { [pscustomobject]@{ To = 'b@example.com' }; $handed.Set() } |"
            + $" Send-SmtpMessage -Server 127.0.0.1:{listener.Port} -From a@example.com -Body x");
        IAsyncResult running = shell.BeginInvoke();
        await Condition.WaitAsync(() => handed.IsSet);
        Stop(shell, running);

        Assert.Contains("1 were not", Assert.Single(_host.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_that_has_enough_stops_without_a_warning_about_what_it_got()
    {
        await using var server = new SendServer();
        using PowerShell shell = Create(Command(server, "-MaxConnections 1", 1) + "; 'done'");

        Assert.Equal("done", shell.Invoke().Last().BaseObject);
        Assert.Empty(_host.Warnings);
    }

    private async Task<PSDataCollection<PSObject>> StopAsync(
        SendServer server, string parameters, int count, Func<bool> isThere)
    {
        using PowerShell shell = Create(Command(server, parameters, count));
        using var input = new PSDataCollection<PSObject>();
        input.Complete();
        var output = new PSDataCollection<PSObject>();
        IAsyncResult running = shell.BeginInvoke(input, output);
        await Condition.WaitAsync(isThere, () => string.Join(Environment.NewLine, shell.Streams.Error));
        Assert.False(running.IsCompleted, "The command had ended before it was stopped.");
        Stop(shell, running);
        await Condition.WaitAsync(() => server.Open == 0);
        return output;
    }

    private static void Stop(PowerShell shell, IAsyncResult running)
    {
        long stopped = Stopwatch.GetTimestamp();
        shell.Stop();
        Assert.InRange(Stopwatch.GetElapsedTime(stopped).TotalSeconds, 0, 1);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
    }

    private PowerShell Create(string script)
    {
        PowerShell shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        return shell;
    }

    private static string Command(SendServer server, string parameters, int count) =>
        $"1..{count} | ForEach-Object {{ [pscustomobject]@{{ To = \"p$_@example.com\"; Subject = \"No $_\" }} }} |"
        + $" Send-SmtpMessage -Server {server.Address} -From a@example.com {parameters}";

    private static long[] Counts(string warning) =>
        [.. Numbers().Match(warning).Groups.Values.Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"Of (\d+) messages, (\d+) results .* others, (\d+) were sent.*, (\d+) may have been.*, and (\d+) were not")]
    private static partial Regex Numbers();
}
