using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>A relay from end to end: smtp-source, relay with its queue on disk, sink.</summary>
internal sealed class RelayRow(Options options, Workspace workspace) : IRow
{
    private static readonly int[] s_sessions = [1, 10];

    public string Title => "relay, end to end";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        await using CountingSink sink = await CountingSink.StartAsync(cancellationToken);
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(
            sink.Port, workspace.CreateFolder("relay-postfix"), cancellationToken);
        await using RelayProcess relay = await RelayProcess.StartForwardingAsync(
            sink.Port, workspace.CreateFolder("relay-queue"), cancellationToken);
        List<IFinding> findings = [];
        foreach (int sessions in s_sessions)
        {
            IReadOnlyList<Series> series = await Turns.RunAsync(
                [
                    Create("Start-SmtpRelay", relay.Port, sink, sessions),
                    Create("Postfix", postfix.Port, sink, sessions),
                ],
                options.Rounds,
                cancellationToken);
            string title = $"{Title}, {Sessions.Describe(sessions)}";
            findings.Add(new Comparison(title, series[0], series[1], new MessageRate(options.Messages)));
        }

        return findings;
    }

    private Contender Create(string name, int port, CountingSink sink, int sessions)
        => new(name, cancellationToken => Arrival.TimeAsync(
            sink,
            options.Messages,
            limit => MessageSource.SendAsync(port, sessions, options.Messages, limit),
            cancellationToken));
}
