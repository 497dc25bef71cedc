using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Benchmarks.Measurement;

/// <summary>The times that a contender took, in the order of the rounds.</summary>
internal sealed record Series(string Name, IReadOnlyList<TimeSpan> Times)
{
    public TimeSpan Median => TimeSpan.FromTicks((long)Middle.Of([.. Times.Select(time => (double)time.Ticks)]));
}
