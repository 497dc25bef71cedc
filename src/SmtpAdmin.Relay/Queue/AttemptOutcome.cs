using System;
using System.Collections.Generic;

namespace SmtpAdmin.Relay.Queue;

/// <summary>What one attempt came to.</summary>
/// <param name="Message">The claimed message.</param>
/// <param name="Recipients">The recipients about which something is now known.</param>
/// <param name="NextAttempt">When to try those that stay open.</param>
internal sealed record AttemptOutcome(
    QueuedMessage Message, IReadOnlyList<RecipientOutcome> Recipients, DateTimeOffset NextAttempt)
{
    /// <summary>
    /// The notifications that follow from it (RFC 3464). They are queued in the same transaction, so that a crash
    /// neither loses nor doubles one.
    /// </summary>
    public IReadOnlyList<NewMessage> Reports { get; init; } = [];
}
