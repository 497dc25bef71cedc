using System;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>How the time of a turn is shown.</summary>
internal interface IFigure
{
    string Format(TimeSpan time);
}
