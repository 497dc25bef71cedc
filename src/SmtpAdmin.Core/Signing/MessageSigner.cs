using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MimeKit;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Signs and encrypts messages as the options say: S/MIME first, within it the signature before the encryption, and
/// DKIM over all of it. Keys and certificates are read once; any number of threads may sign at a time.
/// </summary>
internal sealed class MessageSigner : IMessageSigner, IDisposable
{
    private readonly List<LoadedCertificate> _recipientCertificates = [];
    private readonly SecureMimeSigner? _signer;
    private readonly SecureMimeEncryptor? _encryptor;
    private readonly DkimSignatures? _dkim;

    /// <exception cref="SmtpAdminException">
    /// SigningKeyInvalid, SigningCertificateInvalid or EncryptionCertificateInvalid: no message can be signed so.
    /// </exception>
    public MessageSigner(SigningOptions options, TimeProvider? clock = null)
    {
        TimeProvider time = clock ?? TimeProvider.System;
        DkimSigningKey[] keys = options.DkimKeys.Select(DkimKeyLoader.Load).ToArray();
        Warnings = keys.Select(key => key.Warning).OfType<string>().ToArray();
        _dkim = keys.Length > 0 ? new DkimSignatures(keys, time) : null;
        try
        {
            if (options.SigningCertificate is { } certificate)
            {
                _signer = new SecureMimeSigner(certificate, time);
            }

            if (options.Encrypt)
            {
                LoadRecipientCertificates(options.RecipientCertificates);
                _encryptor = new SecureMimeEncryptor(_recipientCertificates.Select(loaded => loaded.Certificate), time);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the user should know of the keys, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Signs the message, and encrypts it for the recipients of its envelope where the options say so.</summary>
    /// <exception cref="SmtpAdminException">
    /// SigningCertificateInvalid, EncryptionCertificateMissing or SenderMissing: this message must not be sent.
    /// </exception>
    public void Sign(MimeMessage message, IReadOnlyList<MailAddress> recipients)
    {
        _signer?.Sign(message);
        _encryptor?.Encrypt(message, recipients);
        FixedForm.Apply(message);
        _dkim?.Sign(message);
    }

    /// <summary>Signs with DKIM alone: S/MIME would change the bytes.</summary>
    /// <exception cref="SmtpAdminException">
    /// MessageOptionsInvalid where the options ask for S/MIME; otherwise as <see cref="Sign"/>.
    /// </exception>
    public IReadOnlyList<string> SignBytes(Stream message) => _signer is not null || _encryptor is not null
        ? throw new SmtpAdminException(
            ErrorKind.MessageOptionsInvalid, "A finished message keeps its bytes, which S/MIME would change.")
        : _dkim?.CreateSignatures(message, CancellationToken.None) ?? [];

    public void Dispose()
    {
        _signer?.Dispose();
        foreach (LoadedCertificate certificate in _recipientCertificates)
        {
            certificate.Dispose();
        }
    }

    private void LoadRecipientCertificates(IReadOnlyList<SmtpCertificate> sources)
    {
        foreach (SmtpCertificate source in sources)
        {
            _recipientCertificates.Add(
                CertificateSource.Load(source, isForTls: false, ErrorKind.EncryptionCertificateInvalid));
        }
    }
}
