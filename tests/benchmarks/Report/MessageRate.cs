using System;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>Shows the time for a number of messages as messages a second.</summary>
internal sealed class MessageRate(int messages) : IFigure
{
    public string Format(TimeSpan time) => FormattableString.Invariant($"{messages / time.TotalSeconds:F0} msg/s");
}
