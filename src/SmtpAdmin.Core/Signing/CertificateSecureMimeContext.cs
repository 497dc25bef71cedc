using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using MimeKit;
using MimeKit.Cryptography;
using CmsSigner = System.Security.Cryptography.Pkcs.CmsSigner;
using SubjectIdentifierType = System.Security.Cryptography.Pkcs.SubjectIdentifierType;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Signs for MimeKit with one certificate and the cryptography of the platform. Keys that cannot be exported, such as
/// those of a smart card or most in a Windows store, sign this way; MimeKit's own signer needs the key itself. Keeps
/// nothing in any store.
/// </summary>
internal sealed class CertificateSecureMimeContext : TemporarySecureMimeContext
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _issuers;

    public CertificateSecureMimeContext(X509Certificate2 certificate, X509Certificate2Collection issuers)
    {
        _certificate = certificate;
        _issuers = issuers;
    }

    /// <summary>Makes the detached signature of the content, which is held in memory for it.</summary>
    public override MimePart Sign(
        MailboxAddress signer, DigestAlgorithm digestAlgo, Stream content, CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream();
        content.CopyTo(buffer);
        var cms = new SignedCms(new ContentInfo(buffer.ToArray()), detached: true);
        var cmsSigner = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, _certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        cmsSigner.Certificates.AddRange(_issuers);
        cmsSigner.SignedAttributes.Add(new Pkcs9SigningTime());
        cms.ComputeSignature(cmsSigner, silent: true);
        return new ApplicationPkcs7Signature(new MemoryStream(cms.Encode()));
    }
}
