using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Relay.Listening;

/// <summary>How the relay speaks TLS as a server.</summary>
internal static class ServerTls
{
    /// <summary>TLS 1.2 and later (RFC 8996); made once, so that all sessions share one certificate context.</summary>
    public static SslServerAuthenticationOptions? Create(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return null;
        }

        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateRequired = false,
            AllowRenegotiation = false,
        };
    }
}
