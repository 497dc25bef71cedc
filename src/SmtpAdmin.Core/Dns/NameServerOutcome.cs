namespace SmtpAdmin.Core.Dns;

/// <summary>What came of asking one name server.</summary>
/// <param name="Answer">The answer or failure.</param>
/// <param name="HasResponded">Whether the server sent a response that could be read, be it a failure.</param>
internal readonly record struct NameServerOutcome(DnsAnswer Answer, bool HasResponded);
