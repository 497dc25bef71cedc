using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>Our pipeline beside a loop over the built-in Send-MailMessage, both in PowerShell.</summary>
internal sealed class MailMessageRow(Options options) : IRow
{
    /// <summary>It sends about twenty a second, so that it gets fewer messages than we do; the figures are per message.</summary>
    private const int MostOfBuiltIn = 60;

    public string Title => "PowerShell's own sender";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        int few = Math.Min(options.Messages, MostOfBuiltIn);
        await using CountingSink sink = await CountingSink.StartAsync(cancellationToken);
        await using ShellProcess ours = await StartAsync(sink.Port, options.Messages, [], cancellationToken);
        await using ShellProcess builtIn = await StartAsync(sink.Port, few, ["-BuiltIn"], cancellationToken);
        IReadOnlyList<Series> series = await Turns.RunAsync(
            [
                Create("Send-SmtpMessage, 8 connections", ours, sink, options.Messages),
                Create("Send-MailMessage", builtIn, sink, few),
            ],
            options.Rounds,
            cancellationToken);
        return [new Comparison(Title, series[0], series[1], new MessageRate(1))];
    }

    private static Task<ShellProcess> StartAsync(
        int port, int messages, string[] arguments, CancellationToken cancellationToken)
        => ShellProcess.StartAsync(
            "MailMessage.ps1",
            port,
            [.. TestMessage.Arguments, "-Count", messages.ToString(CultureInfo.InvariantCulture), .. arguments],
            cancellationToken);

    private static Contender Create(string name, ShellProcess shell, CountingSink sink, int messages)
        => new(name, async token => await Arrival.TimeAsync(sink, messages, shell.WorkAsync, token) / messages);
}
