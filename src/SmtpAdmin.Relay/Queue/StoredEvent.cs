using System;

namespace SmtpAdmin.Relay.Queue;

/// <summary>What happened to a message, as the queue keeps it.</summary>
internal sealed record StoredEvent(
    long Sequence, string MessageId, DateTimeOffset Time, RelayEventKind Kind, string? Recipient, string? Detail);
