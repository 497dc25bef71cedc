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
    private const int ManyConnections = 8;

    public string Title => "pipeline send";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        await using CountingSink sink = await CountingSink.StartAsync(cancellationToken);
        using HostedPipeline pipeline = HostedPipeline.Open();
        IReadOnlyList<PSObject> people = HostedPipeline.CreatePeople(options.Messages);

        Contender Create(string name, Func<CancellationToken, Task> sendAsync)
            => new(name, token => Arrival.TimeAsync(sink, options.Messages, sendAsync, token));

        IReadOnlyList<Series> series = await Turns.RunAsync(
            [
                Create("Send-SmtpMessage", token => pipeline.SendAsync(people, sink.Port, token)),
                Create("MailKit, 1 connection", token => MailKitLoop.SendAsync(sink.Port, 1, options.Messages, token)),
                Create(
                    $"MailKit, {ManyConnections} connections",
                    token => MailKitLoop.SendAsync(sink.Port, ManyConnections, options.Messages, token)),
                Create("smtp-source, 1 session", token => MessageSource.SendAsync(sink.Port, 1, options.Messages, token)),
            ],
            options.Rounds,
            cancellationToken);
        MessageRate rate = new(options.Messages);
        return [.. series.Skip(1).Select(peer => new Comparison(Title, series[0], peer, rate))];
    }
}
