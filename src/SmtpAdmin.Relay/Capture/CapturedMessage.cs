namespace SmtpAdmin.Relay.Capture;

/// <summary>A message that a relay in capture mode keeps.</summary>
/// <param name="Envelope">Its envelope.</param>
/// <param name="Raw">The relay's Received field and the message, byte for byte.</param>
/// <param name="Size">The size of the message in bytes, as the client sent it.</param>
internal sealed record CapturedMessage(Envelope Envelope, byte[] Raw, long Size);
