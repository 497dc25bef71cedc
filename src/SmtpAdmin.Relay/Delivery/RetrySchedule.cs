using System;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>When a message is tried again.</summary>
/// <remarks>
/// The first attempt comes at once, the next ones by the profile's intervals. Each interval is stretched or shortened
/// by up to a fifth at random, so that messages that failed together do not come back together. A fault of the route is
/// no attempt: it holds the mail, and only the lifetime runs.
/// </remarks>
internal sealed class RetrySchedule(RetryProfile profile, Func<double> random)
{
    private const double Jitter = 0.2;

    public RetrySchedule(RetryProfile profile)
        : this(profile, Random.Shared.NextDouble)
    {
    }

    public RetryProfile Profile => profile;

    /// <param name="attempts">The attempts begun so far, at least 1.</param>
    /// <returns>How long to wait for the next one.</returns>
    public TimeSpan IntervalAfter(int attempts)
    {
        TimeSpan interval = profile.Intervals[Math.Clamp(attempts - 1, 0, profile.Intervals.Count - 1)];
        double factor = 1 - Jitter + (2 * Jitter * random());
        return interval * factor;
    }
}
