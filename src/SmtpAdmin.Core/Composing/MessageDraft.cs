using System.Collections.Generic;

namespace SmtpAdmin.Core.Composing;

/// <summary>A message as its author states it. Each address text may name several mailboxes.</summary>
internal sealed record MessageDraft
{
    /// <summary>The author: From, and the envelope's sender.</summary>
    public string? From { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Recipients that stand in the envelope only.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    public string? Subject { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    /// <summary>The paths of the files to attach.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Header fields beyond those that the other properties set.</summary>
    public IReadOnlyList<MessageHeader> Headers { get; init; } = [];

    public MessagePriority Priority { get; init; }
}
