using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A message that a relay took: its envelope, where it came from, and its content.</summary>
public sealed record RelayMessage
{
    /// <summary>The relay's own id for the message, as in its reply to the message's end.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the relay that took it.</summary>
    public required string Relay { get; init; }

    /// <summary>Where the message is on its way.</summary>
    public required RelayMessageState State { get; init; }

    /// <summary>The envelope sender; empty for the null reverse-path of a bounce.</summary>
    public required string From { get; init; }

    /// <summary>The envelope recipients.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>The decoded subject; empty where the message has none.</summary>
    public required string Subject { get; init; }

    /// <summary>The header fields in order, decoded.</summary>
    public IReadOnlyList<MessageHeader> Headers { get; init; } = [];

    /// <summary>The plain text body, or null where the message has none.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML body, or null where the message has none.</summary>
    public string? Html { get; init; }

    /// <summary>The attachments.</summary>
    public IReadOnlyList<MessageAttachment> Attachments { get; init; } = [];

    /// <summary>The message as it is kept, byte for byte: what the client sent, with one Received field before it.</summary>
    public byte[] Raw { get; init; } = [];

    /// <summary>The size of the message in bytes, as the client sent it.</summary>
    public required long Size { get; init; }

    /// <summary>When the message was answered with 250.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The client's address.</summary>
    public required string ClientAddress { get; init; }

    /// <summary>The name that the client gave with EHLO or HELO.</summary>
    public required string ClientName { get; init; }

    /// <summary>The user that signed in, or null.</summary>
    public string? AuthenticatedUser { get; init; }

    /// <summary>Whether the client's connection was encrypted.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>What the last attempt for each recipient came to; empty before the first.</summary>
    public IReadOnlyList<RecipientResult> Recipients { get; init; } = [];

    /// <summary>When the next attempt is due, or null where none is.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
}
