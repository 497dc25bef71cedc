using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Testing.Peers;

/// <summary>What a <see cref="PostfixInstance"/> is to do.</summary>
/// <param name="RelayHost">The server that it sends everything to.</param>
public sealed record PostfixSettings(IPEndPoint RelayHost)
{
    /// <summary>The port of the loopback to listen on, or null to listen nowhere.</summary>
    public int? Port { get; init; }

    /// <summary>The certificate with which it demands STARTTLS of its clients, or null for no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who may sign in, by the mechanisms of Cyrus SASL; null for nobody.</summary>
    public NetworkCredential? User { get; init; }
}
