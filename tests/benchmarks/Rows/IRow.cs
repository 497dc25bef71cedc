using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>One question, measured beside peers; it may fill several lines of the table.</summary>
internal interface IRow
{
    /// <summary>What stands in the table where the row cannot be run.</summary>
    string Title { get; }

    /// <exception cref="BenchmarkException">It cannot be measured.</exception>
    Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken);
}
