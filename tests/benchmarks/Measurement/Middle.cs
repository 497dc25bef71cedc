using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Benchmarks.Measurement;

/// <summary>The median: one slow turn on a busy machine does not move it.</summary>
internal static class Middle
{
    public static double Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
