using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>The rows by their names on the command line, in the order of the report.</summary>
internal static class RowTable
{
    private static readonly (string Name, Func<Options, Workspace, IRow> Create)[] s_rows =
    [
        ("relay", (options, workspace) => new RelayRow(options, workspace)),
        ("accept", (options, workspace) => new AcceptRow(options, workspace)),
        ("capture", (options, _) => new CaptureRow(options)),
        ("send", (options, _) => new SendRow(options)),
        ("mailmessage", (options, _) => new MailMessageRow(options)),
        ("first", (options, _) => new FirstRow(options)),
        ("memory", (options, workspace) => new MemoryRow(options, workspace)),
        ("dns", (options, _) => new DnsRow(options)),
        ("domains", (options, _) => new DomainsRow(options)),
        ("records", (options, _) => new RecordsRow(options)),
        ("import", (options, _) => new ImportRow(options)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. s_rows.Select(row => row.Name)];

    public static IRow Create(string name, Options options, Workspace workspace)
        => s_rows.Single(row => row.Name == name).Create(options, workspace);
}
