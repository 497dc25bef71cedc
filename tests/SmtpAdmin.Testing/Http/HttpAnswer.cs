namespace SmtpAdmin.Testing.Http;

/// <summary>An answer of an HTTP server.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body, as UTF-8.</param>
/// <param name="Location">Where to redirect to, or null.</param>
public sealed record HttpAnswer(int Status, string Body, string? Location = null);
