using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Benchmarks.Measurement;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>We beside a limit that we have set ourselves, where less is better: a ratio above 1 keeps it.</summary>
internal sealed record Bound(string Title, string Name, IReadOnlyList<double> Values, double Most, string Unit) : IFinding
{
    public IReadOnlyList<string> Cells =>
    [
        Title,
        Name,
        "the limit",
        FormattableString.Invariant($"**{Most / Middle.Of(Values):F2}**"),
        FormattableString.Invariant($"{Most / Values.Max():F2} to {Most / Values.Min():F2}"),
        FormattableString.Invariant($"{Middle.Of(Values):F0} {Unit}"),
        FormattableString.Invariant($"{Most:F0} {Unit}"),
    ];
}
