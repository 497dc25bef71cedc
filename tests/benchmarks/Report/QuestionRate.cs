using System;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>Shows the time for a number of questions as questions a second.</summary>
internal sealed class QuestionRate(int questions) : IFigure
{
    public string Format(TimeSpan time) => FormattableString.Invariant($"{questions / time.TotalSeconds:F0} questions/s");
}
