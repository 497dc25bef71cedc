using System;
using System.Linq;
using SmtpAdmin.Core.Sending.Retrying;

namespace SmtpAdmin.Core.Sending;

/// <summary>Decides after an attempt which recipients are offered once more, and when.</summary>
internal sealed class AttemptReview
{
    private const int InsufficientStorage = 452;
    private const int ExceededStorageAllocation = 552;

    private readonly RetryPolicy _policy;

    public AttemptReview(RetryPolicy policy)
    {
        _policy = policy;
    }

    /// <summary>Narrows the job to the recipients of the next attempt.</summary>
    /// <returns>How long to wait before it, or null where the message is done with.</returns>
    public TimeSpan? Next(SendJob job)
    {
        CarrierReport report = job.LastReport!;
        if (report.Failure is null)
        {
            return null;
        }

        // RFC 5321, section 4.5.3.1.10: who sent more recipients than a server takes at once offers the rest in a next
        // transaction. Each such attempt has rid the list of some, so that this ends.
        if (report.Recipients.Any(row => row.Status == RecipientStatus.Accepted) && job.Narrow(IsOneTooMany))
        {
            return TimeSpan.Zero;
        }

        TimeSpan? delay = Decide(report, job.Retries);
        if (delay is null || !job.Narrow(IsWorthRetrying))
        {
            return null;
        }

        job.Retries++;
        return delay;
    }

    // A refusal that may pass weighs more than others beside it: those stay refused, whatever is retried.
    private TimeSpan? Decide(CarrierReport report, int retries)
    {
        RecipientResult? deferred = report.Recipients.FirstOrDefault(
            row => row.Status == RecipientStatus.Deferred && row.Reply is { IsTransientFailure: true });
        return deferred is not null
            ? _policy.DecideOnRecipient(deferred.Reply!, retries)
            : _policy.Decide(report.Failure!, retries);
    }

    private bool IsWorthRetrying(RecipientResult row) =>
        row.Status == RecipientStatus.Deferred || (_policy.ResendUnknown && row.Status == RecipientStatus.Unknown);

    private static bool IsOneTooMany(RecipientResult row) =>
        row is { Status: RecipientStatus.Deferred, Reply.Code: InsufficientStorage or ExceededStorageAllocation }
        && row.Reply.EnhancedStatus is null or { Subject: 5, Detail: 3 };
}
