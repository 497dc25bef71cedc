namespace SmtpAdmin.Core.Dns;

/// <summary>The record types that are asked for; the values are the wire's (IANA, DNS parameters).</summary>
internal enum DnsRecordType
{
    /// <summary>An IPv4 address (RFC 1035, section 3.4.1).</summary>
    A = 1,

    /// <summary>A mail exchange (RFC 1035, section 3.3.9).</summary>
    Mx = 15,

    /// <summary>Character strings (RFC 1035, section 3.3.14).</summary>
    Txt = 16,

    /// <summary>An IPv6 address (RFC 3596, section 2.1).</summary>
    Aaaa = 28,
}
