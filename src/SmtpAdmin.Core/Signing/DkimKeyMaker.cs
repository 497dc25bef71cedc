using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Files;

namespace SmtpAdmin.Core.Signing;

/// <summary>Makes private keys for DKIM, and their files.</summary>
internal static class DkimKeyMaker
{
    private const int LineLength = 64;

    /// <summary>Makes an RSA key with the platform, which is many times faster at it than managed code.</summary>
    public static AsymmetricKeyParameter MakeRsa(int bits)
    {
        // The one class that has the size as an argument on .NET Framework too, and keeps nothing behind.
        using var rsa = new RSACryptoServiceProvider(bits) { PersistKeyInCsp = false };
        return DotNetUtilities.GetRsaKeyPair(rsa.ExportParameters(includePrivateParameters: true)).Private;
    }

    public static AsymmetricKeyParameter MakeEd25519() => new Ed25519PrivateKeyParameters(new SecureRandom());

    /// <summary>Writes a key as PKCS #8 in PEM into a file that only its owner may read.</summary>
    /// <exception cref="SmtpAdminException">OutputUnwritable: the file is there already, or cannot be written.</exception>
    public static void Write(string path, AsymmetricKeyParameter key, bool overwrite)
    {
        byte[] der = Pkcs8(key).GetDerEncoded();
        byte[] pem = Encoding.ASCII.GetBytes(Pem(Convert.ToBase64String(der)));
        try
        {
            if (overwrite)
            {
                AtomicFile.Write(path, pem);
            }
            else
            {
                WriteNew(path, pem);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            string reason = !overwrite && File.Exists(path)
                ? "is there already; -Force replaces it, and the key in it is lost."
                : $"cannot be written: {PrintableText.From(exception.Message)}";
            throw new SmtpAdminException(
                ErrorKind.OutputUnwritable, $"The file '{PrintableText.From(path)}' {reason}", innerException: exception);
        }
        finally
        {
            Array.Clear(der, 0, der.Length);
            Array.Clear(pem, 0, pem.Length);
        }
    }

    // CreateNew is one step with the look whether the file is there: no other process comes between.
    private static void WriteNew(string path, byte[] content)
    {
        using FileStream file = OwnerOnly.CreateFile(path);
        try
        {
            file.Write(content, 0, content.Length);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    // Without the public key, which the library would add and not every reader of PKCS #8 expects (RFC 8410, section 7).
    private static PrivateKeyInfo Pkcs8(AsymmetricKeyParameter key) => key is Ed25519PrivateKeyParameters ed25519
        ? new PrivateKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DerOctetString(ed25519.GetEncoded()))
        : PrivateKeyInfoFactory.CreatePrivateKeyInfo(key);

    private static string Pem(string base64)
    {
        var pem = new StringBuilder("-----BEGIN PRIVATE KEY-----\n");
        for (int at = 0; at < base64.Length; at += LineLength)
        {
            pem.Append(base64, at, Math.Min(LineLength, base64.Length - at)).Append('\n');
        }

        return pem.Append("-----END PRIVATE KEY-----\n").ToString();
    }
}
