using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>An NS, CNAME or PTR record: a name, without its final dot.</summary>
internal sealed record DnsHostName(TimeSpan TimeToLive, string Name) : DnsData(TimeToLive);
