namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>What BIMI comes to for one message.</summary>
/// <param name="Verdict">Whether the message may show a logo.</param>
/// <param name="Reason">Why it may not, as one sentence; null where it may.</param>
/// <param name="Record">The record that decided, or null where none was found.</param>
internal sealed record BimiMessageResult(BimiVerdict Verdict, string? Reason, BimiRecord? Record = null);
