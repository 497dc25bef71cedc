using System;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>What a list of bad senders names.</summary>
[Flags]
internal enum DnsblSubjects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>IPv4 addresses (RFC 5782, section 2.1).</summary>
    IPv4 = 1,

    /// <summary>IPv6 addresses (section 2.4).</summary>
    IPv6 = 2,

    /// <summary>Domains (section 3).</summary>
    Domain = 4,
}
