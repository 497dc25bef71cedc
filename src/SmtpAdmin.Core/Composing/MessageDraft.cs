using System;
using System.Collections.Generic;
using System.Text;

namespace SmtpAdmin.Core.Composing;

/// <summary>A message as its author states it. Each address text may name several mailboxes.</summary>
internal sealed record MessageDraft
{
    /// <summary>How <see cref="EnvelopeFrom"/> names the null reverse-path.</summary>
    public const string NullPath = "<>";

    /// <summary>The author: From, and the envelope's sender.</summary>
    public string? From { get; init; }

    /// <summary>The envelope's sender where it is another, which bounces go to; <see cref="NullPath"/> for none.</summary>
    public string? EnvelopeFrom { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Recipients that stand in the envelope only.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    public string? Subject { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    /// <summary>The charset of text and HTML; UTF-8 where it is null or lacks a character.</summary>
    public Encoding? Charset { get; init; }

    public IReadOnlyList<SmtpAttachment> Attachments { get; init; } = [];

    /// <summary>What the HTML shows by <c>cid:</c>.</summary>
    public IReadOnlyList<InlineAttachment> InlineAttachments { get; init; } = [];

    /// <summary>Header fields beyond those that the other properties set.</summary>
    public IReadOnlyList<MessageHeader> Headers { get; init; } = [];

    public MessagePriority Priority { get; init; }

    /// <summary>Who wants a notification of reading (RFC 8098, section 2.1).</summary>
    public IReadOnlyList<string> ReadReceiptTo { get; init; } = [];

    /// <summary>The URIs of List-Unsubscribe (RFC 2369, section 3.2).</summary>
    public IReadOnlyList<string> ListUnsubscribe { get; init; } = [];

    /// <summary>Whether the https URI unsubscribes by one POST (RFC 8058).</summary>
    public bool IsOneClick { get; init; }

    /// <summary>The Message-ID, with or without angle brackets; null makes one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The date; null takes the time of composing.</summary>
    public DateTimeOffset? Date { get; init; }

    public DeliveryStatusRequest? DeliveryStatus { get; init; }

    /// <summary>
    /// A finished message, which is taken as it is. Of the other properties those of the envelope count, where they are
    /// given: <see cref="EnvelopeFrom"/>, <see cref="To"/>, <see cref="Cc"/>, <see cref="Bcc"/>, <see cref="DeliveryStatus"/>.
    /// </summary>
    public SmtpMessage? Finished { get; init; }

    /// <summary>The full path of a file that holds the finished message; the same properties count.</summary>
    public string? File { get; init; }
}
