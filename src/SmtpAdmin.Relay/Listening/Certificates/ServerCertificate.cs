using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Relay.Listening.Certificates;

/// <summary>A certificate ready to serve, made once, so that all sessions share one context of it.</summary>
internal sealed class ServerCertificate
{
    private readonly X509Certificate2 _certificate;

    /// <param name="certificate">The certificate with its private key.</param>
    /// <param name="issuers">Certificates to send with it.</param>
    public ServerCertificate(X509Certificate2 certificate, X509Certificate2Collection? issuers = null)
    {
        _certificate = certificate;
        Options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, issuers, offline: true),

            // TLS 1.2 and later (RFC 8996).
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateRequired = false,
            AllowRenegotiation = false,
        };
    }

    public SslServerAuthenticationOptions Options { get; }

    public string Thumbprint => _certificate.Thumbprint;

    /// <summary>Whether it is made out for a host name (RFC 9525, section 6.3).</summary>
    public bool Matches(string hostName) => _certificate.MatchesHostname(hostName);
}
