using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>A CAA record (RFC 8659, section 4.1).</summary>
internal sealed record DnsCertificationAuthority(
    TimeSpan TimeToLive, byte Flags, string Tag, string Value) : DnsData(TimeToLive);
