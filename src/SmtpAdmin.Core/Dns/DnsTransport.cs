namespace SmtpAdmin.Core.Dns;

/// <summary>How a question travels to a name server.</summary>
internal enum DnsTransport
{
    /// <summary>Datagrams (RFC 1035, section 4.2.1); TCP where an answer does not fit.</summary>
    Udp,

    /// <summary>TCP alone (RFC 7766).</summary>
    Tcp,

    /// <summary>DNS over TLS (RFC 7858), the server's certificate verified.</summary>
    Tls,

    /// <summary>DNS over HTTPS (RFC 8484).</summary>
    Https,
}
