using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>The times by which a relay tries again, reports a delay and gives up.</summary>
internal sealed record RetryProfile
{
    /// <summary>
    /// After a transient failure the next attempts come 1, 5, 10, 20, 40 and 60 minutes later, and from then on every
    /// hour: most trouble is over in minutes, and what is not is not helped by haste (RFC 5321, section 4.5.4.1).
    /// </summary>
    public static RetryProfile Standard { get; } = new()
    {
        Intervals = Minutes(1, 5, 10, 20, 40, 60),
        DelayReportAfter = TimeSpan.FromHours(4),
        Lifetime = TimeSpan.FromDays(5),
    };

    /// <summary>The times that the SMTP service of IIS had by default.</summary>
    public static RetryProfile Iis { get; } = new()
    {
        Intervals = Minutes(15, 30, 60, 240),
        DelayReportAfter = TimeSpan.FromHours(12),
        Lifetime = TimeSpan.FromDays(2),
    };

    /// <summary>The waiting times between attempts; the last one repeats.</summary>
    public required IReadOnlyList<TimeSpan> Intervals { get; init; }

    /// <summary>How long a message has waited when its sender is told so.</summary>
    public required TimeSpan DelayReportAfter { get; init; }

    /// <summary>How long an undelivered message waits in all.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>
    /// The same for the null reverse-path: a report that comes later than a day is of no use to anybody.
    /// </summary>
    public TimeSpan NullReversePathLifetime { get; init; } = TimeSpan.FromDays(1);

    public static RetryProfile From(RelayRetryProfile profile) => profile switch
    {
        RelayRetryProfile.Iis => Iis,
        _ => Standard,
    };

    private static TimeSpan[] Minutes(params int[] minutes) =>
        [.. minutes.Select(number => TimeSpan.FromMinutes(number))];
}
