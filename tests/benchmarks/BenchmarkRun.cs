using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Report;
using SmtpAdmin.Benchmarks.Rows;

namespace SmtpAdmin.Benchmarks;

/// <summary>Runs the rows one after another; a row that cannot be measured says why and leaves the others alone.</summary>
internal sealed class BenchmarkRun(Options options, TextWriter progress)
{
    /// <summary>Whether a row failed for another reason than a program that is not installed.</summary>
    public bool HasFailed { get; private set; }

    public async Task<MarkdownReport> RunAsync(CancellationToken cancellationToken)
    {
        using Workspace workspace = new();
        MachineFacts machine = await MachineFacts.ReadAsync(workspace.Folder, cancellationToken);
        List<IFinding> findings = [];
        foreach (string name in options.Rows)
        {
            await progress.WriteLineAsync($"{name} ...");
            findings.AddRange(await RunAsync(RowTable.Create(name, options, workspace), cancellationToken));
        }

        return new MarkdownReport(options, machine, findings);
    }

    private async Task<IReadOnlyList<IFinding>> RunAsync(IRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await row.RunAsync(cancellationToken);
        }
        catch (MissingToolException exception)
        {
            return [new NotRun(row.Title, exception.Message)];
        }
        catch (BenchmarkException exception)
        {
            HasFailed = true;
            return [new NotRun(row.Title, exception.Message)];
        }
    }
}
