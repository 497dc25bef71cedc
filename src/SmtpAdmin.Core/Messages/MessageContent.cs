using System.Collections.Generic;

namespace SmtpAdmin.Core.Messages;

/// <summary>What a stored message says, decoded. The envelope says more; see <see cref="RelayMessage"/>.</summary>
internal sealed record MessageContent
{
    public string Subject { get; init; } = string.Empty;

    public IReadOnlyList<MessageHeader> Headers { get; init; } = [];

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<MessageAttachment> Attachments { get; init; } = [];

    /// <summary>Whether the message was too deep or too large to be taken apart whole, or is not MIME at all.</summary>
    public bool IsPartial { get; init; }
}
