namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>A question with how it is put.</summary>
/// <param name="Question">The question.</param>
/// <param name="IsCheckingDisabled">The CD bit: a validating server passes on what it would refuse (RFC 4035, section 3.2.2).</param>
/// <param name="HasEdns">Whether EDNS goes along (RFC 6891), which a few old servers do not bear.</param>
internal sealed record DnsQuery(DnsQuestion Question, bool IsCheckingDisabled = false, bool HasEdns = true);
