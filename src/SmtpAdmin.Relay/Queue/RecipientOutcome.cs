namespace SmtpAdmin.Relay.Queue;

/// <summary>What one attempt came to for one recipient.</summary>
/// <param name="Ordinal">The recipient's place in the envelope.</param>
/// <param name="State">Delivered, Deferred or Failed.</param>
/// <param name="Reply">The reply that decided it, or null where none did.</param>
/// <param name="Error">What ended the attempt without a reply, or null.</param>
internal sealed record RecipientOutcome(int Ordinal, RecipientState State, SmtpReply? Reply, string? Error);
