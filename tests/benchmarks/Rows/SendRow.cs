using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>A pipeline of objects into Send-SmtpMessage, beside MailKit without PowerShell and a sender in C.</summary>
internal sealed class SendRow(Options options) : IRow
{
    private static readonly int[] s_connections = [1, 3, 8];

    public string Title => "pipeline send";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        await using CountingSink sink = await CountingSink.StartAsync(cancellationToken);
        using HostedPipeline pipeline = HostedPipeline.Open();
        IReadOnlyList<PSObject> people = HostedPipeline.CreatePeople(options.Messages);

        Contender Create(string name, Func<CancellationToken, Task> sendAsync)
            => new(name, token => Arrival.TimeAsync(sink, options.Messages, sendAsync, token));

        Contender[] Compete(int count) =>
        [
            Create("Send-SmtpMessage", token => pipeline.SendAsync(people, sink.Port, count, token)),
            Create("MailKit", token => MailKitLoop.SendAsync(sink.Port, count, options.Messages, token)),
            Create("smtp-source", token => MessageSource.SendAsync(sink.Port, count, options.Messages, token)),
        ];

        MessageRate rate = new(options.Messages);
        List<IFinding> findings = [];
        foreach (int count in s_connections)
        {
            IReadOnlyList<Series> series = await Turns.RunAsync(Compete(count), options.Rounds, cancellationToken);
            string title = $"{Title}, {Sessions.Describe(count)}";
            findings.AddRange(series.Skip(1).Select(peer => new Comparison(title, series[0], peer, rate)));
        }

        return findings;
    }
}
