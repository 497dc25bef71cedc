using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>An MX record; the exchange stands without its final dot, and is empty for the root (RFC 7505).</summary>
internal sealed record DnsMailExchange(TimeSpan TimeToLive, int Preference, string Exchange) : DnsData(TimeToLive);
