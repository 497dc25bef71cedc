using System;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>When a message is tried again, and when the relay gives up.</summary>
/// <remarks>
/// The first attempt comes at once. After a transient failure the next ones come 1, 5, 10, 20, 40 and 60 minutes later,
/// and from then on every hour: most trouble is over in minutes, and what is not is not helped by haste (RFC 5321,
/// section 4.5.4.1). Each interval is stretched or shortened by up to a fifth at random, so that messages that failed
/// together do not come back together. A message that waits longer than five days has failed; one with the null
/// reverse-path, which is a report that nobody waits for that long, after one day. A fault of the route is no attempt:
/// it holds the mail, and only the lifetime runs.
/// </remarks>
internal sealed class RetrySchedule(Func<double> random)
{
    private const double Jitter = 0.2;

    private static readonly int[] s_minutes = [1, 5, 10, 20, 40, 60];

    public RetrySchedule()
        : this(Random.Shared.NextDouble)
    {
    }

    /// <summary>How long an undelivered message waits in all.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(5);

    /// <summary>The same for the null reverse-path.</summary>
    public static TimeSpan NullReversePathLifetime { get; } = TimeSpan.FromDays(1);

    /// <param name="attempts">The attempts begun so far, at least 1.</param>
    /// <returns>How long to wait for the next one.</returns>
    public TimeSpan IntervalAfter(int attempts)
    {
        int minutes = s_minutes[Math.Clamp(attempts - 1, 0, s_minutes.Length - 1)];
        double factor = 1 - Jitter + (2 * Jitter * random());
        return TimeSpan.FromMinutes(minutes) * factor;
    }
}
