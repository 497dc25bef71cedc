using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Relay.Listening.Certificates;

/// <summary>A certificate that was given as an object and stays.</summary>
internal sealed class FixedCertificate(X509Certificate2 certificate) : ICertificateSource
{
    public ServerCertificate Current { get; } = new(certificate);
}
