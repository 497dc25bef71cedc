using System;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin;

/// <summary>
/// A certificate as a user names it: one that is loaded already, a thumbprint in the stores CurrentUser\My,
/// LocalMachine\My or CurrentUser\AddressBook ("Other People"), or a file. Converts from a certificate, from a text, and
/// from a hashtable with these property names.
/// </summary>
public sealed class SmtpCertificate
{
    private const int ThumbprintLength = 40;

    private string? _thumbprint;

    /// <summary>Makes a certificate whose properties are still to be set.</summary>
    public SmtpCertificate()
    {
    }

    /// <summary>Takes a certificate that is loaded, for example from Cert:\CurrentUser\My.</summary>
    /// <param name="certificate">The certificate; whoever loaded it disposes it.</param>
    /// <exception cref="ArgumentNullException">The certificate is null.</exception>
    public SmtpCertificate(X509Certificate2 certificate)
    {
        Certificate = certificate ?? throw new ArgumentNullException(nameof(certificate));
    }

    /// <summary>Reads a certificate as a user types it.</summary>
    /// <param name="thumbprintOrPath">40 hexadecimal digits, with or without spaces or colons; or the path of a file.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public SmtpCertificate(string thumbprintOrPath)
    {
        if (string.IsNullOrWhiteSpace(thumbprintOrPath))
        {
            throw new ArgumentException("Write the certificate's thumbprint, or the path of its file.", nameof(thumbprintOrPath));
        }

        if (PlainThumbprint(thumbprintOrPath).Length == ThumbprintLength)
        {
            Thumbprint = thumbprintOrPath;
        }
        else
        {
            Path = thumbprintOrPath;
        }
    }

    /// <summary>The certificate where it is loaded already, or null.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The SHA-1 thumbprint of a certificate in those stores, or null. Spaces and colons in it are left out.</summary>
    public string? Thumbprint
    {
        get => _thumbprint;
        set => _thumbprint = value is null ? null : PlainThumbprint(value);
    }

    /// <summary>
    /// The file of the certificate, or null. Where a private key is needed: PKCS #12 (.pfx, .p12). Otherwise also PEM or
    /// DER (.pem, .crt, .cer).
    /// </summary>
    public string? Path { get; set; }

    /// <summary>The password of the file, or null where it has none.</summary>
    public SecureString? Password { get; set; }

    /// <summary>Says which certificate is meant.</summary>
    /// <returns>The thumbprint or the path.</returns>
    public override string ToString() => Certificate?.Thumbprint ?? Thumbprint ?? Path ?? string.Empty;

    // The certificate dialog of Windows copies an invisible U+200E in front. What is no thumbprint becomes empty.
    private static string PlainThumbprint(string text)
    {
        string digits = text.Replace(" ", string.Empty).Replace(":", string.Empty).Trim('\u200E');
        return Array.TrueForAll(digits.ToCharArray(), Uri.IsHexDigit) ? digits.ToUpperInvariant() : string.Empty;
    }
}
