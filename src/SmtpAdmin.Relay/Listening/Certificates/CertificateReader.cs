using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Relay.Listening.Certificates;

/// <summary>Reads a certificate with its key from PEM (RFC 7468) or PKCS #12 (RFC 7292) files.</summary>
internal static class CertificateReader
{
    private const int MaximumSize = 1024 * 1024;

    /// <exception cref="SmtpAdminException">RelayCertificateInvalid.</exception>
    public static ServerCertificate Read(RelayCertificateFile file)
    {
        try
        {
            byte[] content = ReadFile(file.Path);
            bool isPem = content.AsSpan().IndexOf("-----BEGIN "u8) >= 0;
            return isPem ? ReadPem(content, file) : ReadPkcs12(content, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new SmtpAdminException(
                ErrorKind.RelayCertificateInvalid,
                $"The file '{file.Path}' holds no certificate with a private key that can be used: {exception.Message}",
                innerException: exception);
        }
    }

    private static ServerCertificate ReadPem(byte[] content, RelayCertificateFile file)
    {
        string text = Text(content);
        string key = file.KeyPath is null ? text : Text(ReadFile(file.KeyPath));
        using X509Certificate2 certificate = Password(file) is { } password
            ? X509Certificate2.CreateFromEncryptedPem(text, key, password)
            : X509Certificate2.CreateFromPem(text, key);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);

        // TLS on Windows cannot use a key that never was in a file or store, so it goes through PKCS #12 once.
        byte[] pkcs12 = certificate.Export(X509ContentType.Pkcs12);
        return new ServerCertificate(new X509Certificate2(pkcs12), Issuers(all, certificate));
    }

    private static ServerCertificate ReadPkcs12(byte[] content, RelayCertificateFile file)
    {
        var all = new X509Certificate2Collection();
        all.Import(content, Password(file), X509KeyStorageFlags.DefaultKeySet);
        X509Certificate2 certificate = all.FirstOrDefault(candidate => candidate.HasPrivateKey)
            ?? throw new CryptographicException("It has no private key.");
        return new ServerCertificate(certificate, Issuers(all, certificate));
    }

    private static X509Certificate2Collection Issuers(X509Certificate2Collection all, X509Certificate2 certificate)
    {
        X509Certificate2[] others = [.. all.Where(other => !other.Equals(certificate))];
        return new X509Certificate2Collection(others);
    }

    private static byte[] ReadFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return stream.Length <= MaximumSize ? ReadAll(stream) : throw new IOException("It is larger than any certificate.");
    }

    private static byte[] ReadAll(FileStream stream)
    {
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string Text(byte[] content) => System.Text.Encoding.ASCII.GetString(content);

    private static string? Password(RelayCertificateFile file)
    {
        return file.Password is null ? null : new NetworkCredential(string.Empty, file.Password).Password;
    }
}
