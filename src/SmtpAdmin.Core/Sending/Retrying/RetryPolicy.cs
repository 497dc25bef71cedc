using System;

namespace SmtpAdmin.Core.Sending.Retrying;

/// <summary>Whether and when a message is sent again.</summary>
/// <remarks>
/// Only what may pass is retried (see <see cref="FailureNature"/>). The waits double: <see cref="Delay"/>, twice, four
/// times that, up to <see cref="MaximumDelay"/>. Where the server says that it is asked too much, they start at four
/// times the delay. Half of each wait is random, so that messages that failed together do not come back together.
/// <para>
/// A wait that the server names is kept to, with up to a tenth more. Where it is longer than <see cref="MaximumDelay"/>,
/// the message fails at once: to come sooner is to be refused again, and no server may hold a pipeline longer than its
/// user allows.
/// </para>
/// <para>
/// A message whose outcome is unknown may have arrived. It is sent again only with <see cref="ResendUnknown"/>.
/// </para>
/// </remarks>
internal sealed record RetryPolicy
{
    private const int ThrottleFactor = 4;
    private const double HintJitter = 0.1;

    /// <summary>How often a message is sent again after a failure that may pass.</summary>
    public int RetryCount { get; init; }

    /// <summary>The wait before the first retry.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait before a retry.</summary>
    public TimeSpan MaximumDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a message that the server may have taken is sent again, and so perhaps arrives twice.</summary>
    public bool ResendUnknown { get; init; }

    /// <summary>Gives numbers from 0 to 1 for the random part of the waits. Called by many threads.</summary>
    public Func<double> NextRandom { get; init; } = RandomFraction.Next;

    /// <summary>How long a message that failed waits before it is sent again; null where it has failed for good.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="retries">How many retries it has behind it.</param>
    public TimeSpan? Decide(SmtpAdminException failure, int retries) =>
        FailureNature.MayPass(failure, ResendUnknown) ? Decide(failure.Reply, retries) : null;

    /// <summary>The same for recipients that were refused while the message was taken for others.</summary>
    /// <param name="reply">The reply to the recipient.</param>
    /// <param name="retries">How many retries the message has behind it.</param>
    public TimeSpan? DecideOnRecipient(SmtpReply reply, int retries) =>
        reply.IsTransientFailure ? Decide(reply, retries) : null;

    private TimeSpan? Decide(SmtpReply? reply, int retries) => retries < RetryCount ? DelayBefore(retries, reply) : null;

    private TimeSpan? DelayBefore(int retries, SmtpReply? reply)
    {
        if (RetryHint.Find(reply) is { } hint)
        {
            return hint > MaximumDelay ? null : Shorter(Scale(hint, 1 + (HintJitter * NextRandom())), MaximumDelay);
        }

        double factor = Math.Pow(2, retries) * (ConnectionFault.IsThrottle(reply) ? ThrottleFactor : 1);
        double ticks = Math.Min(Delay.Ticks * factor, MaximumDelay.Ticks);
        return TimeSpan.FromTicks((long)(ticks * (0.5 + (0.5 * NextRandom()))));
    }

    private static TimeSpan Scale(TimeSpan span, double factor) => TimeSpan.FromTicks((long)(span.Ticks * factor));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
