using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Signing;

/// <summary>Finds the certificate that a user named.</summary>
internal static class CertificateSource
{
    private static readonly (StoreName Name, StoreLocation Location)[] s_stores =
    [
        (StoreName.My, StoreLocation.CurrentUser),
        (StoreName.My, StoreLocation.LocalMachine),
        (StoreName.AddressBook, StoreLocation.CurrentUser),
    ];

    /// <summary>Loads a certificate; a PKCS #12 file may bring those of its issuers along.</summary>
    /// <param name="source">What the user named; its path is absolute.</param>
    /// <param name="isForTls">Whether TLS uses the key, which on Windows must then be in a key store while it is loaded.</param>
    /// <param name="kind">The kind of error that a failure is.</param>
    /// <returns>The certificate; disposing it leaves alone what the user had loaded.</returns>
    /// <exception cref="SmtpAdminException">There is no such certificate, or it cannot be read.</exception>
    public static LoadedCertificate Load(SmtpCertificate source, bool isForTls, ErrorKind kind)
    {
        if (source.Certificate is { } given)
        {
            return new LoadedCertificate(given, [], isOwned: false);
        }

        if (!string.IsNullOrWhiteSpace(source.Thumbprint))
        {
            return FindInStores(source.Thumbprint!, kind);
        }

        return string.IsNullOrWhiteSpace(source.Path)
            ? throw new SmtpAdminException(kind, "Neither a certificate nor a thumbprint nor a file is named.")
            : ReadFile(source, isForTls, kind);
    }

    private static LoadedCertificate FindInStores(string thumbprint, ErrorKind kind)
    {
        foreach ((StoreName storeName, StoreLocation location) in s_stores)
        {
            using var store = new X509Store(storeName, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            }
            catch (CryptographicException)
            {
                // This store does not exist here.
                continue;
            }

            X509Certificate2Collection found = store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false);
            if (found.Count > 0)
            {
                return new LoadedCertificate(found[0], [], isOwned: true);
            }
        }

        throw new SmtpAdminException(kind, $"No certificate with thumbprint {PrintableText.From(thumbprint)} is in the stores.");
    }

    private static LoadedCertificate ReadFile(SmtpCertificate source, bool isForTls, ErrorKind kind)
    {
        string path = PrintableText.From(source.Path);
        var certificates = new X509Certificate2Collection();
        try
        {
            string? password = source.Password is { } secret ? new NetworkCredential(string.Empty, secret).Password : null;
            certificates.Import(File.ReadAllBytes(source.Path!), password, StorageFlags(isForTls));
        }
        catch (CryptographicException exception)
        {
            string detail = $"The certificate file '{path}' cannot be read, or its password is another one.";
            throw new SmtpAdminException(kind, detail, innerException: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            string detail = $"The certificate file '{path}' cannot be read: {PrintableText.From(exception.Message)}";
            throw new SmtpAdminException(kind, detail, innerException: exception);
        }

        return certificates.Count > 0
            ? LoadedCertificate.FromCollection(certificates)
            : throw new SmtpAdminException(kind, $"The certificate file '{path}' holds no certificate.");
    }

    // An ephemeral key touches no key store of the user. SChannel cannot use it, and of the others only Windows knows
    // the word; what .NET Framework signs with such a key was never seen, so it gets the default there.
    private static X509KeyStorageFlags StorageFlags(bool isForTls)
    {
#if NET
        return !isForTls && OperatingSystem.IsWindows()
            ? X509KeyStorageFlags.EphemeralKeySet
            : X509KeyStorageFlags.DefaultKeySet;
#else
        _ = isForTls;
        return X509KeyStorageFlags.DefaultKeySet;
#endif
    }
}
