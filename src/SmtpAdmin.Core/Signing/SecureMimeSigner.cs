using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using MimeKit.Cryptography;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Signs with S/MIME (RFC 8551, section 3.5.3): the body becomes the first part of a multipart/signed, which every
/// reader shows. Whether the certificate is trusted is for the receiver to judge. Serves any number of threads.
/// </summary>
internal sealed class SecureMimeSigner : IDisposable
{
    private readonly LoadedCertificate _signer;
    private readonly X509Certificate2Collection _issuers;
    private readonly HashSet<string> _addresses;
    private readonly TimeProvider _clock;

    /// <exception cref="SmtpAdminException">SigningCertificateInvalid: it cannot sign mail, or not today.</exception>
    public SecureMimeSigner(SmtpCertificate certificate, TimeProvider clock)
    {
        _clock = clock;
        _signer = CertificateSource.Load(certificate, isForTls: false, ErrorKind.SigningCertificateInvalid);
        try
        {
            _addresses = CertificateAddresses.Read(_signer.Certificate);
            CheckUse(_signer.Certificate);
            CheckTime();
            _issuers = IssuerChain.Build(_signer);
        }
        catch
        {
            _signer.Dispose();
            throw;
        }
    }

    /// <summary>Replaces the message's body by the signed one, which is held in memory.</summary>
    /// <exception cref="SmtpAdminException">
    /// SigningCertificateInvalid: the certificate is not that of the sender, has expired, or its key cannot be used.
    /// </exception>
    public void Sign(MimeMessage message)
    {
        CheckTime();
        CheckSender(message);
        MimeEntity body = message.Body ?? new TextPart();
        using var context = new CertificateSecureMimeContext(_signer.Certificate, _issuers);
        try
        {
            message.Body = MultipartSigned.Create(context, message.From.Mailboxes.First(), DigestAlgorithm.Sha256, body);
        }
        catch (CryptographicException exception)
        {
            throw Refuse($"cannot be used to sign: {PrintableText.From(exception.Message)}", exception);
        }

        body.Dispose();
    }

    public void Dispose()
    {
        _signer.Dispose();
        foreach (X509Certificate2 issuer in _issuers)
        {
            issuer.Dispose();
        }
    }

    private void CheckUse(X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey)
        {
            throw Refuse("has no private key here.");
        }

        if (_addresses.Count == 0)
        {
            throw Refuse("names no e-mail address.");
        }

        if (!CertificateUsage.AllowsEmail(certificate) || !CertificateUsage.AllowsSigning(certificate))
        {
            throw Refuse("is not issued for signing e-mail.");
        }
    }

    private void CheckTime()
    {
        DateTime now = _clock.GetUtcNow().UtcDateTime;
        DateTime start = _signer.Certificate.NotBefore.ToUniversalTime();
        DateTime end = _signer.Certificate.NotAfter.ToUniversalTime();
        if (now < start || now > end)
        {
            throw Refuse(FormattableString.Invariant(
                $"is valid from {start:yyyy-MM-dd HH:mm} to {end:yyyy-MM-dd HH:mm} UTC only."));
        }
    }

    // RFC 8550, section 3: receivers compare the addresses of the certificate with those in From and Sender.
    private void CheckSender(MimeMessage message)
    {
        IEnumerable<MailboxAddress> senders =
            message.Sender is { } sender ? message.From.Mailboxes.Append(sender) : message.From.Mailboxes;
        if (!senders.Any(mailbox => _addresses.Contains(mailbox.GetAddress(idnEncode: true))))
        {
            string from = PrintableText.From(message.From.ToString());
            throw Refuse($"is for {PrintableText.From(string.Join(", ", _addresses))}, and the message is from {from}.");
        }
    }

    private SmtpAdminException Refuse(string fact, Exception? inner = null)
    {
        string subject = PrintableText.From(_signer.Certificate.Subject);
        string detail = $"The certificate '{subject}' ({_signer.Certificate.Thumbprint}) {fact}";
        return new SmtpAdminException(ErrorKind.SigningCertificateInvalid, detail, innerException: inner);
    }
}
