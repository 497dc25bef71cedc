using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Processes;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>Durable accept: the next server refuses connections, and the clock stops when all is answered with 250.</summary>
internal sealed class AcceptRow(Options options, Workspace workspace) : IRow
{
    private static readonly int[] s_sessions = [1, 10];

    /// <summary>After a turn a relay still puts messages off; the next contender's turn does not begin in the midst of it.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public string Title => "durable accept, next server down";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        int closedPort = Loopback.FindFreePort();
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(
            closedPort, workspace.CreateFolder("accept-postfix"), cancellationToken);
        await using RelayProcess relay = await RelayProcess.StartForwardingAsync(
            closedPort, workspace.CreateFolder("accept-queue"), cancellationToken);
        List<IFinding> findings = [];
        foreach (int sessions in s_sessions)
        {
            IReadOnlyList<Series> series = await Turns.RunAsync(
                [Create("Start-SmtpRelay", relay.Port, sessions), Create("Postfix", postfix.Port, sessions)],
                options.Rounds,
                cancellationToken);
            string title = $"{Title}, {Sessions.Describe(sessions)}";
            findings.Add(new Comparison(title, series[0], series[1], new MessageRate(options.Messages)));
        }

        return findings;
    }

    private Contender Create(string name, int port, int sessions)
        => new(name, cancellationToken => TakeTurnAsync(port, sessions, cancellationToken));

    private async Task<TimeSpan> TakeTurnAsync(int port, int sessions, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await MessageSource.SendAsync(port, sessions, options.Messages, cancellationToken);
        TimeSpan time = Stopwatch.GetElapsedTime(started);
        await Task.Delay(s_pause, cancellationToken);
        return time;
    }
}
