namespace SmtpAdmin.Relay.Protocol;

/// <summary>A parameter of MAIL or RCPT (RFC 5321, section 4.1.2).</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Value">As written, or null where the parameter has no value.</param>
internal readonly record struct EsmtpParameter(string Keyword, string? Value);
