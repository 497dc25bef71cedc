using System;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>Shows a time as it is.</summary>
internal sealed class Milliseconds : IFigure
{
    public string Format(TimeSpan time) => FormattableString.Invariant($"{time.TotalMilliseconds:F0} ms");
}
