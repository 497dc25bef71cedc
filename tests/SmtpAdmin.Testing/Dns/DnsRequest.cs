namespace SmtpAdmin.Testing.Dns;

/// <summary>One question as it came, with what the answer must repeat.</summary>
internal sealed record DnsRequest(
    byte IdHigh, byte IdLow, string Name, int Type, byte[] Question, int UdpSize, bool WantsDnssec, bool HasEdns, bool IsCheckingDisabled);
