using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>A SRV record (RFC 2782); the target is empty where the service is decidedly not offered.</summary>
internal sealed record DnsService(
    TimeSpan TimeToLive, int Priority, int Weight, int Port, string Target) : DnsData(TimeToLive);
