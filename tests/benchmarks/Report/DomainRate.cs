using System;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>Shows the time for a number of domains as domains a second.</summary>
internal sealed class DomainRate(int domains) : IFigure
{
    public string Format(TimeSpan time) => FormattableString.Invariant($"{domains / time.TotalSeconds:F0} domains/s");
}
