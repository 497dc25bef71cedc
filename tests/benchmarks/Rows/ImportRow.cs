using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Processes;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>A fresh process that imports the module, beside one that imports nothing.</summary>
internal sealed class ImportRow(Options options) : IRow
{
    private static readonly string s_import = $"Import-Module '{BuildFacts.Manifest}'";

    public string Title => "module import";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken) =>
    [
        await CompareAsync("bare engine", "dotnet", [BuildFacts.HostAssembly, "run", "--no-module"], cancellationToken),
        Tool.TryFind("pwsh") is { } shell
            ? await CompareAsync("pwsh", shell, ["-NoProfile", "-NonInteractive", "-Command"], cancellationToken)
            : new NotRun($"{Title}, pwsh", "needs PowerShell"),
    ];

    private async Task<IFinding> CompareAsync(
        string where, string program, string[] arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<Series> series = await Turns.RunAsync(
            [
                new Contender("start and import", token => TimeAsync(program, [.. arguments, s_import], token)),
                new Contender("start alone", token => TimeAsync(program, [.. arguments, "exit"], token)),
            ],
            options.Rounds,
            cancellationToken);
        return new Comparison($"{Title}, {where}", series[0], series[1], new Milliseconds());
    }

    private static async Task<TimeSpan> TimeAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await ChildProcess.RunAsync(program, arguments, cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }
}
