using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>How long the user of a long pipeline waits for its first result, in PowerShell.</summary>
internal sealed class FirstRow(Options options) : IRow
{
    private const double MostMilliseconds = 200;

    public string Title => "first result of a pipeline";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        await using CountingSink sink = await CountingSink.StartAsync(cancellationToken);
        List<double> cold = [];
        List<double> warm = [];
        for (int round = 0; round < options.Rounds; round++)
        {
            await using ShellProcess shell = await ShellProcess.StartAsync(
                "FirstResult.ps1",
                sink.Port,
                [.. TestMessage.Arguments, "-Count", options.Messages.ToString(CultureInfo.InvariantCulture)],
                cancellationToken);
            cold.Add(await MeasureAsync(shell, sink, cancellationToken));
            warm.Add(await MeasureAsync(shell, sink, cancellationToken));
        }

        return [Create("a process's first", cold), Create("its second", warm)];
    }

    private async Task<double> MeasureAsync(ShellProcess shell, CountingSink sink, CancellationToken cancellationToken)
    {
        Task arrival = sink.ExpectAsync(options.Messages, cancellationToken);
        string milliseconds = await shell.WorkAsync(cancellationToken);
        await arrival;
        return double.Parse(milliseconds, CultureInfo.InvariantCulture);
    }

    private Bound Create(string which, IReadOnlyList<double> values)
        => new($"{Title}, {which}", "Send-SmtpMessage", values, MostMilliseconds, "ms");
}
