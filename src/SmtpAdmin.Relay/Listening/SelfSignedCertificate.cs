using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Relay.Listening;

/// <summary>
/// Makes a certificate for STARTTLS on the spot. It protects against listening in; it proves nothing about who the
/// relay is, so a client must either not verify or be told to trust this one.
/// </summary>
internal static class SelfSignedCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(365);

    /// <summary>A certificate with its private key for the host name, localhost and the loopback addresses.</summary>
    public static X509Certificate2 Create(string hostName, DateTimeOffset now)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(hostName);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        extensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        extensions.Add(Names(hostName));
        using X509Certificate2 certificate = request.CreateSelfSigned(now - s_clockSkew, now + s_lifetime);

        // TLS on Windows cannot use a key that never was in a file or store, so it goes through PKCS #12 once.
        byte[] pkcs12 = certificate.Export(X509ContentType.Pkcs12);
        return new X509Certificate2(pkcs12, (string?)null, X509KeyStorageFlags.Exportable);
    }

    private static X509Extension Names(string hostName)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        if (!hostName.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            names.AddDnsName(hostName);
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
