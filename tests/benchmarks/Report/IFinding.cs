using System.Collections.Generic;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>One line of the table.</summary>
internal interface IFinding
{
    /// <summary>The texts of the columns of <see cref="MarkdownReport"/>.</summary>
    IReadOnlyList<string> Cells { get; }
}
