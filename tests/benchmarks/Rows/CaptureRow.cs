using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>The dialogue alone: our relay that keeps messages in memory, beside a sink in C that drops them.</summary>
internal sealed class CaptureRow(Options options) : IRow
{
    private static readonly int[] s_sessions = [1, 10];

    public string Title => "dialogue alone, nothing on disk";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        await using CountingSink sink = await CountingSink.StartAsync(cancellationToken);
        await using RelayProcess relay = await RelayProcess.StartCapturingAsync(cancellationToken);
        List<IFinding> findings = [];
        foreach (int sessions in s_sessions)
        {
            Contender ours = new("Start-SmtpRelay (capture)", token => SendToRelayAsync(relay, sessions, token));
            Contender peer = new("smtp-sink", token => Arrival.TimeAsync(
                sink,
                options.Messages,
                limit => MessageSource.SendAsync(sink.Port, sessions, options.Messages, limit),
                token));
            IReadOnlyList<Series> series = await Turns.RunAsync([ours, peer], options.Rounds, cancellationToken);
            string title = $"{Title}, {Sessions.Describe(sessions)}";
            findings.Add(new Comparison(title, series[0], series[1], new MessageRate(options.Messages)));
        }

        return findings;
    }

    private async Task<TimeSpan> SendToRelayAsync(RelayProcess relay, int sessions, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await MessageSource.SendAsync(relay.Port, sessions, options.Messages, cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }
}
