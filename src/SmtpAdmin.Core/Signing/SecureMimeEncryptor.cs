using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using MimeKit.Cryptography;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Encrypts with S/MIME (RFC 8551, section 3.3) and AES-256-CBC, which every reader in use can open. There is one
/// message for all recipients of the envelope, so each of them needs a certificate, those in Bcc too; and each of them
/// can see the serial numbers of all those certificates. Serves any number of threads.
/// </summary>
internal sealed class SecureMimeEncryptor
{
    private readonly Dictionary<string, List<X509Certificate2>> _certificates = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _clock;

    /// <param name="certificates">The recipients' certificates; they stay with the caller.</param>
    /// <param name="clock">Tells which certificates are valid.</param>
    /// <exception cref="SmtpAdminException">EncryptionCertificateInvalid: a certificate is not for encrypting e-mail.</exception>
    public SecureMimeEncryptor(IEnumerable<X509Certificate2> certificates, TimeProvider clock)
    {
        _clock = clock;
        foreach (X509Certificate2 certificate in certificates)
        {
            Add(certificate);
        }
    }

    /// <summary>Replaces the message's body by the encrypted one, which is held in memory.</summary>
    /// <exception cref="SmtpAdminException">
    /// EncryptionCertificateMissing: some recipients have no certificate that is valid now.
    /// </exception>
    public void Encrypt(MimeMessage message, IReadOnlyList<MailAddress> recipients)
    {
        var cmsRecipients = new CmsRecipientCollection();
        var missing = new List<string>();
        foreach (MailAddress recipient in recipients)
        {
            if (Find(recipient.Address) is { } certificate)
            {
                cmsRecipients.Add(new CmsRecipient(certificate) { EncryptionAlgorithms = [EncryptionAlgorithm.Aes256] });
            }
            else
            {
                missing.Add(recipient.Address);
            }
        }

        if (missing.Count > 0 || recipients.Count == 0)
        {
            string names = PrintableText.From(string.Join(", ", missing));
            throw new SmtpAdminException(
                ErrorKind.EncryptionCertificateMissing, $"No certificate is given, and valid now, for: {names}.");
        }

        MimeEntity body = message.Body ?? new TextPart();
        using var context = new TemporarySecureMimeContext();
        message.Body = ApplicationPkcs7Mime.Encrypt(context, cmsRecipients, body);
        body.Dispose();
    }

    private void Add(X509Certificate2 certificate)
    {
        HashSet<string> addresses = CertificateAddresses.Read(certificate);
        if (addresses.Count == 0)
        {
            throw Refuse(certificate, "names no e-mail address.");
        }

        if (!CertificateUsage.AllowsEmail(certificate) || !CertificateUsage.AllowsEncryption(certificate))
        {
            throw Refuse(certificate, "is not issued for encrypting e-mail.");
        }

        foreach (string address in addresses)
        {
            if (!_certificates.TryGetValue(address, out List<X509Certificate2>? known))
            {
                _certificates.Add(address, known = []);
            }

            known.Add(certificate);
        }
    }

    // Of several, the one that is valid longest: the others are on their way out.
    private X509Certificate2? Find(string address)
    {
        DateTime now = _clock.GetUtcNow().LocalDateTime;
        X509Certificate2? best = null;
        if (_certificates.TryGetValue(address, out List<X509Certificate2>? known))
        {
            foreach (X509Certificate2 candidate in known)
            {
                bool isValid = candidate.NotBefore <= now && now <= candidate.NotAfter;
                if (isValid && (best is null || candidate.NotAfter > best.NotAfter))
                {
                    best = candidate;
                }
            }
        }

        return best;
    }

    private static SmtpAdminException Refuse(X509Certificate2 certificate, string fact)
    {
        string subject = PrintableText.From(certificate.Subject);
        string detail = $"The certificate '{subject}' ({certificate.Thumbprint}) {fact}";
        return new SmtpAdminException(ErrorKind.EncryptionCertificateInvalid, detail);
    }
}
