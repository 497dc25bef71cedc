using System;
using System.Collections.Generic;
using System.Text;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>The table of ratios, with the versions and the command that made it.</summary>
internal sealed class MarkdownReport(Options options, MachineFacts machine, IReadOnlyList<IFinding> findings)
{
    private static readonly string[] s_columns =
        ["Row", "We", "Peer", "Ratio (median)", "Ratio (range)", "We (median)", "Peer (median)"];

    public string Text { get; } = Write(options, machine, findings);

    private static string Write(Options options, MachineFacts machine, IReadOnlyList<IFinding> findings)
    {
        StringBuilder text = new();
        AddLine(text, s_columns);
        text.Append('|').Insert(text.Length, "---|", s_columns.Length).Append('\n');
        foreach (IFinding finding in findings)
        {
            AddLine(text, finding.Cells);
        }

        return text.Append(Describe(options, machine)).ToString();
    }

    private static void AddLine(StringBuilder text, IReadOnlyList<string> cells)
        => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Describe(Options options, MachineFacts machine) => $"""

        - Command: `dotnet run -c Release --project tests/benchmarks -- {options.CommandLine}`
        - Each turn: {options.Messages} messages of 2 KB; {options.Rounds} rounds in turn after one that is not counted.
        - SmtpAdmin {BuildFacts.Version}, .NET {Environment.Version}, Postfix {machine.Postfix}
        - {machine.System}, queues on {machine.FileSystem}

        """;
}
