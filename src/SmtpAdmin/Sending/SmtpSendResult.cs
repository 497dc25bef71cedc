using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>What became of one message: a row per recipient, and the reply to its end.</summary>
public sealed record SmtpSendResult
{
    /// <summary>What became of the message.</summary>
    public required SendStatus Status { get; init; }

    /// <summary>The Message-ID that the message carries, without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message's subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The envelope sender, as it went on the wire.</summary>
    public required string From { get; init; }

    /// <summary>A row for each recipient, in the order To, Cc, Bcc.</summary>
    public required IReadOnlyList<RecipientResult> Recipients { get; init; }

    /// <summary>The server that the message was offered to.</summary>
    public required SmtpEndpoint Server { get; init; }

    /// <summary>The reply to the message's end, or to the command that failed; null where none came.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>The kind of failure, or null where there was none.</summary>
    public ErrorKind? Error { get; init; }

    /// <summary>The size of the message in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Whether the connection was encrypted when the message went.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>When the first command for this message was sent.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the message took, connecting included where it was the first on its connection.</summary>
    public required TimeSpan Duration { get; init; }
}
