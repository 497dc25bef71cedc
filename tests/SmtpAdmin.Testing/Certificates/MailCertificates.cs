using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Testing.Certificates;

/// <summary>A root, an authority below it, and the certificates for e-mail that it issues.</summary>
public sealed class MailCertificates : IDisposable
{
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _authority;

    public MailCertificates()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using RSA rootKey = RSA.Create(2048);
        _root = Authority("CN=Test mail root", rootKey).CreateSelfSigned(now.AddYears(-5), now.AddYears(5));
        using RSA key = RSA.Create(2048);
        using X509Certificate2 issued =
            Authority("CN=Test mail authority", key).Create(_root, now.AddYears(-4), now.AddYears(4), [1, 2, 3]);
        _authority = issued.CopyWithPrivateKey(key);
        Root = X509CertificateLoader.LoadCertificate(_root.RawData);
        Intermediate = X509CertificateLoader.LoadCertificate(_authority.RawData);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    /// <summary>A certificate of the owner of these addresses, with its key, valid from yesterday for a year.</summary>
    public X509Certificate2 Issue(params string[] addresses) =>
        Issue(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365), EmailProtection, addresses);

    public X509Certificate2 IssueExpired(params string[] addresses) =>
        Issue(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(-1), EmailProtection, addresses);

    public X509Certificate2 Issue(DateTimeOffset notBefore, DateTimeOffset notAfter, string usage, string[] addresses)
    {
        using RSA key = RSA.Create(2048);
        string name = $"CN={addresses.FirstOrDefault() ?? "nobody"}";
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (addresses.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            Array.ForEach(addresses, alternatives.AddEmailAddress);
            request.CertificateExtensions.Add(alternatives.Build());
        }

        byte[] serial = RandomNumberGenerator.GetBytes(8);
        using X509Certificate2 issued = request.Create(_authority, notBefore, notAfter, serial);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>A PKCS #12 file with the certificate, its key and the authority between it and the root.</summary>
    public byte[] ToPfx(X509Certificate2 certificate, string password)
    {
        var collection = new X509Certificate2Collection { certificate, Intermediate };
        return collection.Export(X509ContentType.Pfx, password)!;
    }

    public void Dispose()
    {
        _root.Dispose();
        _authority.Dispose();
        Root.Dispose();
        Intermediate.Dispose();
    }

    private static CertificateRequest Authority(string name, RSA key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request;
    }
}
