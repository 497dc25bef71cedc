namespace SmtpAdmin.Relay.Queue;

/// <summary>A claimed message on its way to delivery.</summary>
/// <param name="Message">The message.</param>
/// <param name="Content">Its content while that is still in memory; null to read it from the queue.</param>
internal sealed record ReadyMessage(QueuedMessage Message, byte[]? Content);
