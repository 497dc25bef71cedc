using System;
using System.Collections.Generic;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// A message ready to go: its envelope, its content, and what a result tells of it. Nothing in it depends on the
/// server, and nothing changes between two attempts.
/// </summary>
internal sealed record OutgoingMessage : IDisposable
{
    /// <summary>The Message-ID without angle brackets; empty where the message has none.</summary>
    public required string MessageId { get; init; }

    public required string Subject { get; init; }

    /// <summary>The reverse-path; null for the null reverse-path <c>&lt;&gt;</c> (RFC 5321, section 4.5.5).</summary>
    public required MailAddress? Sender { get; init; }

    /// <summary>The forward-paths, each mailbox once.</summary>
    public required IReadOnlyList<MailAddress> Recipients { get; init; }

    public required MessageContent Content { get; init; }

    /// <summary>Which delivery status notifications are asked for (RFC 3461); null asks for none.</summary>
    public DeliveryStatusRequest? DeliveryStatus { get; init; }

    public void Dispose() => Content.Dispose();
}
