using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A message in the queue of a relay, without its content.</summary>
public sealed record RelayQueueEntry
{
    /// <summary>The relay's own id for the message, as in its reply to the message's end.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the relay.</summary>
    public required string Relay { get; init; }

    /// <summary>Where the message is on its way.</summary>
    public required RelayMessageState State { get; init; }

    /// <summary>The envelope sender; empty for the null reverse-path of a report.</summary>
    public required string Sender { get; init; }

    /// <summary>The envelope recipients with what the last attempt came to for each.</summary>
    public required IReadOnlyList<RecipientResult> Recipient { get; init; }

    /// <summary>The size of the message in bytes, as the client sent it.</summary>
    public required long Size { get; init; }

    /// <summary>When the message was answered with 250.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The attempts begun, one under way included; a fault of the relay's own side is none.</summary>
    public required int Attempts { get; init; }

    /// <summary>When the next attempt is due, or null where none will come.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What the last attempt came to: the server's reply, or what went wrong before one; null before any.</summary>
    public string? LastReply { get; init; }

    /// <summary>Returns the id and the state.</summary>
    /// <returns>For example <c>01KBX2M9YQ7C3T8E Deferred</c>.</returns>
    public override string ToString() => $"{Id} {State}";
}
