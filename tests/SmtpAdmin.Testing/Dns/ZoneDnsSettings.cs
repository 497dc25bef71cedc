using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Testing.Dns;

/// <summary>How a <see cref="ZoneDns"/> runs.</summary>
public sealed record ZoneDnsSettings
{
    /// <summary>An IPv4 address of the loopback, with a port, or 0 for a free one.</summary>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The certificate for TLS and HTTPS, on ports of their own; null for neither.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>How long each answer is held back.</summary>
    public TimeSpan Latency { get; init; }
}
