using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>
/// What a PowerShell process takes of memory while it sends, above what it had when it was ready: many rows of a file,
/// and a large attachment.
/// </summary>
internal sealed class MemoryRow(Options options, Workspace workspace) : IRow
{
    private const int FewRows = 2_000;
    private const int AttachmentMegabytes = 100;
    private const int TimesAttached = 3;
    private const double MostForRows = 100;
    private const double MostForAttachment = 50;

    public string Title => "memory above the start";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        string fewRows = await WriteRowsAsync(FewRows, cancellationToken);
        string manyRows = await WriteRowsAsync(options.CsvRows, cancellationToken);
        string smallFile = await WriteFileAsync("small.bin", 1, cancellationToken);
        string largeFile = await WriteFileAsync("large.bin", AttachmentMegabytes, cancellationToken);
        double rows = await MeasureAsync(fewRows, FewRows, manyRows, options.CsvRows, [], cancellationToken);
        double attachment = await MeasureAsync(
            smallFile, TimesAttached, largeFile, TimesAttached, ["-Attach"], cancellationToken);
        return
        [
            new Bound(
                FormattableString.Invariant($"{Title}, {options.CsvRows:N0} rows of a file"),
                "Import-Csv, Send-SmtpMessage", [rows], MostForRows, "MB"),
            new Bound(
                $"{Title}, attachment of {AttachmentMegabytes} MB", "Send-SmtpMessage", [attachment], MostForAttachment, "MB"),
        ];
    }

    private static async Task<double> MeasureAsync(
        string small, int fewMessages, string large, int messages, string[] arguments, CancellationToken cancellationToken)
    {
        await using CountingSink sink = await CountingSink.StartAsync(cancellationToken);
        Task arrival = sink.ExpectAsync(fewMessages, cancellationToken);
        await using ShellProcess shell = await ShellProcess.StartAsync(
            "Memory.ps1",
            sink.Port,
            [.. TestMessage.Arguments, "-Small", small, "-Large", large, .. arguments],
            cancellationToken);
        await arrival;
        arrival = sink.ExpectAsync(messages, cancellationToken);
        double growth = await MemoryWatch.GrowthAsync(() => shell.Memory, shell.WorkAsync, cancellationToken);
        await arrival;
        return growth;
    }

    private async Task<string> WriteRowsAsync(int count, CancellationToken cancellationToken)
    {
        string path = Path.Combine(workspace.Folder, FormattableString.Invariant($"{count}.csv"));
        await using StreamWriter writer = new(path);
        await writer.WriteLineAsync("To,Name".AsMemory(), cancellationToken);
        for (int i = 0; i < count; i++)
        {
            await writer.WriteLineAsync(
                FormattableString.Invariant($"recipient{i}@example.net,Name {i}").AsMemory(), cancellationToken);
        }

        return path;
    }

    private async Task<string> WriteFileAsync(string name, int megabytes, CancellationToken cancellationToken)
    {
        string path = Path.Combine(workspace.Folder, name);
        byte[] block = new byte[1024 * 1024];
        Random.Shared.NextBytes(block);
        await using FileStream file = File.Create(path);
        for (int i = 0; i < megabytes; i++)
        {
            await file.WriteAsync(block, cancellationToken);
        }

        return path;
    }
}
