namespace SmtpAdmin.Relay.Queue;

/// <summary>A claimed message on its way to delivery.</summary>
/// <param name="Message">The message.</param>
/// <param name="Content">Its content where that is still in memory, or null where it must be read from the queue.</param>
internal sealed record ReadyMessage(QueuedMessage Message, byte[]? Content);
