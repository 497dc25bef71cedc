using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Relay.Queue;

/// <summary>A message of the queue without its content.</summary>
internal sealed record QueuedMessage
{
    /// <summary>The row's number: the order of arrival, never given out twice.</summary>
    public required long Sequence { get; init; }

    public required Envelope Envelope { get; init; }

    /// <summary>The size in bytes as the client sent it.</summary>
    public required long Size { get; init; }

    /// <summary>The size in bytes as it goes out: with this relay's Received field.</summary>
    public required long BodySize { get; init; }

    /// <summary>The attempts begun, one under way included.</summary>
    public int Attempts { get; init; }

    /// <summary>When the next attempt is due, or null where none will come.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Whether an admin holds it back.</summary>
    public bool IsHeld { get; init; }

    public required IReadOnlyList<QueuedRecipient> Recipients { get; init; }

    public string Id => Envelope.Id;

    /// <summary>The recipients that still wait for an attempt.</summary>
    public IEnumerable<QueuedRecipient> OpenRecipients => Recipients.Where(recipient => recipient.IsOpen);

    /// <summary>The state of the message as a whole, which follows from those of its recipients.</summary>
    public RelayMessageState State
    {
        get
        {
            if (OpenRecipients.Any())
            {
                if (IsHeld)
                {
                    return RelayMessageState.Held;
                }

                return OpenRecipients.Any(recipient => recipient.State == RecipientState.Deferred)
                    ? RelayMessageState.Deferred
                    : RelayMessageState.Queued;
            }

            return Recipients.Any(recipient => recipient.State == RecipientState.Failed)
                ? RelayMessageState.Failed
                : RelayMessageState.Delivered;
        }
    }
}
