using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Testing.Certificates;

/// <summary>A certificate authority of a test's own, whose root no machine trusts until a test says so.</summary>
public sealed class TestCa : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private readonly X509Certificate2 _authority;

    public TestCa()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _authority = RequestAuthority("CN=Test authority", key).CreateSelfSigned(now.AddYears(-5), now.AddYears(5));
        Root = X509CertificateLoader.LoadCertificate(_authority.RawData);
    }

    private TestCa(X509Certificate2 authority)
    {
        _authority = authority;
        Root = X509CertificateLoader.LoadCertificate(authority.RawData);
    }

    /// <summary>The root without its key, as one would add it to a trust store.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>A certificate for these names and addresses, valid from yesterday for a year.</summary>
    public X509Certificate2 Issue(params string[] names) =>
        Issue(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365), names);

    /// <summary>A certificate whose validity ended yesterday.</summary>
    public X509Certificate2 IssueExpired(params string[] names) =>
        Issue(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(-1), names);

    /// <summary>A certificate that says where its authority's list of revoked ones lies.</summary>
    public X509Certificate2 IssueWithRevocationList(Uri list, params string[] names) => Issue(
        DateTimeOffset.UtcNow.AddDays(-1),
        DateTimeOffset.UtcNow.AddDays(365),
        names,
        CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([list.AbsoluteUri]));

    public X509Certificate2 Issue(DateTimeOffset notBefore, DateTimeOffset notAfter, params string[] names) =>
        Issue(notBefore, notAfter, names, extension: null);

    /// <summary>An authority below this one, which a server has to send; its certificate is its Root.</summary>
    public TestCa IssueAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 issued = RequestAuthority("CN=Test authority below", key)
            .Create(_authority, now.AddYears(-4), now.AddYears(4), RandomNumberGenerator.GetBytes(8));
        return new TestCa(issued.CopyWithPrivateKey(key));
    }

    /// <summary>The list of revoked certificates, signed, in DER.</summary>
    public byte[] MakeRevocationList(params X509Certificate2[] revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (X509Certificate2 certificate in revoked)
        {
            list.AddEntry(certificate);
        }

        return list.Build(_authority, 1, DateTimeOffset.UtcNow.AddDays(1), HashAlgorithmName.SHA256);
    }

    /// <summary>A certificate that nobody vouches for but itself.</summary>
    public static X509Certificate2 SelfSigned(params string[] names)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = Request(key, names).CreateSelfSigned(now.AddDays(-1), now.AddDays(365));
        return Reload(certificate);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Root.Dispose();
    }

    private X509Certificate2 Issue(
        DateTimeOffset notBefore, DateTimeOffset notAfter, string[] names, X509Extension? extension)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(key, names);
        if (extension is not null)
        {
            request.CertificateExtensions.Add(extension);
        }

        byte[] serial = RandomNumberGenerator.GetBytes(8);
        using X509Certificate2 issued = request.Create(_authority, notBefore, notAfter, serial);
        using X509Certificate2 withKey = issued.CopyWithPrivateKey(key);
        return Reload(withKey);
    }

    private static CertificateRequest RequestAuthority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static CertificateRequest Request(ECDsa key, string[] names)
    {
        var request = new CertificateRequest($"CN={names.FirstOrDefault() ?? "nobody"}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (string name in names)
            {
                if (IPAddress.TryParse(name, out IPAddress? address))
                {
                    alternatives.AddIpAddress(address);
                }
                else
                {
                    alternatives.AddDnsName(name);
                }
            }

            request.CertificateExtensions.Add(alternatives.Build());
        }

        return request;
    }

    // Windows serves TLS only with a key that went through a store or a PFX.
    private static X509Certificate2 Reload(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
}
