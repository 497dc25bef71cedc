using System;
using System.Net;

namespace SmtpAdmin.Core.Dns;

/// <summary>An A or AAAA record.</summary>
internal sealed record DnsAddress(TimeSpan TimeToLive, IPAddress Address) : DnsData(TimeToLive);
