namespace SmtpAdmin.Core.Sending;

/// <summary>A message that is done with.</summary>
/// <param name="Index">Its place in the pipeline, from 0.</param>
/// <param name="Target">The user's item.</param>
/// <param name="Result">What became of it; null where it could not be sent as it is, and nothing was offered.</param>
/// <param name="Failure">What to report as an error, or null.</param>
internal sealed record SendCompletion(long Index, object? Target, SmtpSendResult? Result, SmtpAdminException? Failure);
