namespace SmtpAdmin.Core.Composing;

/// <summary>A part that the HTML refers to as <c>cid:</c> and its Content-ID (RFC 2392).</summary>
internal sealed record InlineAttachment(string ContentId, SmtpAttachment Attachment);
