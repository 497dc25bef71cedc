using System.Collections.Generic;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>A row that could not be measured, and why.</summary>
internal sealed record NotRun(string Title, string Reason) : IFinding
{
    public IReadOnlyList<string> Cells => [Title, $"not run: {Reason.ReplaceLineEndings(" ").Replace('|', '/')}", "", "", "", "", ""];
}
