namespace SmtpAdmin.Core.Dns;

/// <summary>The record types that are asked for; the values are the wire's (IANA, DNS parameters).</summary>
internal enum DnsRecordType
{
    /// <summary>An IPv4 address (RFC 1035, section 3.4.1).</summary>
    A = 1,

    /// <summary>An authoritative name server (RFC 1035, section 3.3.11).</summary>
    Ns = 2,

    /// <summary>An alias (RFC 1035, section 3.3.1).</summary>
    Cname = 5,

    /// <summary>The start of a zone (RFC 1035, section 3.3.13).</summary>
    Soa = 6,

    /// <summary>The name of an address (RFC 1035, section 3.3.12).</summary>
    Ptr = 12,

    /// <summary>A mail exchange (RFC 1035, section 3.3.9).</summary>
    Mx = 15,

    /// <summary>Character strings (RFC 1035, section 3.3.14).</summary>
    Txt = 16,

    /// <summary>An IPv6 address (RFC 3596, section 2.1).</summary>
    Aaaa = 28,

    /// <summary>The location of a service (RFC 2782).</summary>
    Srv = 33,

    /// <summary>A certificate association (RFC 6698, section 2).</summary>
    Tlsa = 52,

    /// <summary>Which authorities may issue certificates (RFC 8659, section 4).</summary>
    Caa = 257,
}
