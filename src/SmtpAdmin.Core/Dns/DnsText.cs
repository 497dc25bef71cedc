using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// A TXT record: its strings joined without spaces (RFC 7208, section 3.3), control characters escaped.
/// </summary>
internal sealed record DnsText(TimeSpan TimeToLive, string Text) : DnsData(TimeToLive);
