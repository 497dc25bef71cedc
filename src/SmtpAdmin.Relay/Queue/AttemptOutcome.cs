using System;
using System.Collections.Generic;

namespace SmtpAdmin.Relay.Queue;

/// <summary>What one attempt came to.</summary>
/// <param name="Message">The claimed message.</param>
/// <param name="Recipients">The recipients about which something is now known.</param>
/// <param name="NextAttempt">When to try those that stay open.</param>
internal sealed record AttemptOutcome(
    QueuedMessage Message, IReadOnlyList<RecipientOutcome> Recipients, DateTimeOffset NextAttempt);
