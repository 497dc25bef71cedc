namespace SmtpAdmin.Relay.Queue;

/// <summary>A message that is complete and not yet in the database.</summary>
/// <param name="Envelope">The envelope.</param>
/// <param name="Size">The size as the client sent it.</param>
/// <param name="BodySize">The size of what was written.</param>
/// <param name="Content">The content, or null where it is in a file.</param>
internal sealed record NewMessage(Envelope Envelope, long Size, long BodySize, byte[]? Content);
