namespace SmtpAdmin.Core.Sending.Retrying;

/// <summary>What a message has behind it; the default is its first attempt.</summary>
/// <param name="Retries">How many retries it has used.</param>
/// <param name="HasReconnected">Whether it was already sent again because a connection was used up.</param>
internal readonly record struct RetryProgress(int Retries, bool HasReconnected);
