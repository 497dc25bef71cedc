using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Reads the certificates of a file: any number in PEM (RFC 7468), of which other blocks are left alone, or one in DER.
/// </summary>
internal static class CertificateFile
{
    // Three times what the bundle of all public authorities takes.
    private const int MaximumLength = 1024 * 1024;
    private const int MaximumCertificates = 1000;
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";
    private const byte DerSequence = 0x30;

    /// <exception cref="SmtpAdminException">CertificateFileInvalid: it cannot be read, or holds no certificate.</exception>
    public static IReadOnlyList<X509Certificate2> Load(string path)
    {
        try
        {
            return Parse(Read(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException or FormatException or CryptographicException or InvalidDataException)
        {
            throw new SmtpAdminException(
                ErrorKind.CertificateFileInvalid,
                $"{PrintableText.From(path)} cannot be used: {PrintableText.From(failure.Message)}",
                innerException: failure);
        }
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        int read;
        while ((read = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaximumLength)
            {
                throw new InvalidDataException($"it has more than {MaximumLength} bytes.");
            }
        }

        return content.ToArray();
    }

    private static List<X509Certificate2> Parse(byte[] content)
    {
        List<X509Certificate2> certificates = content.Length > 0 && content[0] == DerSequence
            ? [ParseDer(content)]
            : ParsePem(Encoding.ASCII.GetString(content));
        return certificates.Count > 0 ? certificates : throw new InvalidDataException("it holds no certificate.");
    }

    private static List<X509Certificate2> ParsePem(string text)
    {
        var certificates = new List<X509Certificate2>();
        int at = 0;
        while ((at = text.IndexOf(Begin, at, StringComparison.Ordinal)) >= 0)
        {
            int first = at + Begin.Length;
            int last = text.IndexOf(End, first, StringComparison.Ordinal);
            if (last < 0)
            {
                throw new InvalidDataException("a certificate in it has no end.");
            }

            if (certificates.Count == MaximumCertificates)
            {
                throw new InvalidDataException($"it holds more than {MaximumCertificates} certificates.");
            }

            certificates.Add(ParseDer(Convert.FromBase64String(text.Substring(first, last - first))));
            at = last + End.Length;
        }

        return certificates;
    }

    // The constructor would also take a PFX, and then keep its private key somewhere.
    private static X509Certificate2 ParseDer(byte[] bytes) =>
        X509Certificate2.GetCertContentType(bytes) == X509ContentType.Cert
            ? new X509Certificate2(bytes)
            : throw new InvalidDataException("it holds something else than certificates.");
}
