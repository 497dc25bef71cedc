using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SmtpAdmin.Benchmarks.Rows;

namespace SmtpAdmin.Benchmarks;

/// <summary>What the command line asks for. The defaults keep a whole run below five minutes on two cores.</summary>
internal sealed record Options
{
    private const int MostMessages = 100_000;
    private const int MostCsvRows = 10_000_000;
    private const int MostRounds = 100;

    public static string Usage =>
        $"Options: [--rows {string.Join(',', RowTable.Names)}] [--messages N] [--rounds N] [--csv-rows N] [--out file]";

    /// <summary>The rows to run, by name, in the table's order.</summary>
    public IReadOnlyList<string> Rows { get; private init; } = RowTable.Names;

    /// <summary>How many messages each contender carries in each turn.</summary>
    public int Messages { get; private init; } = 800;

    /// <summary>How many turns each contender has, after one that is not counted.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>How many rows the row <c>memory</c> sends.</summary>
    public int CsvRows { get; private init; } = 100_000;

    /// <summary>The file for the report, beside standard output.</summary>
    public string? OutputFile { get; private init; }

    /// <summary>The options as they are typed, for the report.</summary>
    public string CommandLine { get; private init; } = "";

    /// <exception cref="UsageException">A word is no option, or a value is out of its range.</exception>
    public static Options Parse(IReadOnlyList<string> words)
    {
        Options options = new() { CommandLine = string.Join(' ', words) };
        for (int i = 0; i < words.Count; i += 2)
        {
            string value = i + 1 < words.Count ? words[i + 1] : throw new UsageException($"'{words[i]}' needs a value.");
            options = words[i] switch
            {
                "--rows" => options with { Rows = ReadRows(value) },
                "--messages" => options with { Messages = ReadNumber(value, MostMessages) },
                "--rounds" => options with { Rounds = ReadNumber(value, MostRounds) },
                "--csv-rows" => options with { CsvRows = ReadNumber(value, MostCsvRows) },
                "--out" => options with { OutputFile = value },
                _ => throw new UsageException($"'{words[i]}' is no option."),
            };
        }

        return options;
    }

    private static string[] ReadRows(string value)
    {
        string[] wanted = value.Split(',');
        return wanted.FirstOrDefault(name => !RowTable.Names.Contains(name)) is { } unknown
            ? throw new UsageException($"'{unknown}' is no row.")
            : [.. RowTable.Names.Where(wanted.Contains)];
    }

    private static int ReadNumber(string value, int most)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : throw new UsageException($"'{value}' is not a number from 1 to {most}.");
}
