using System;
using System.IO;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Reads a private key: PEM with RSA (PKCS #1 or PKCS #8) or Ed25519 (PKCS #8), or the bare seed of an Ed25519 key in
/// Base64. No error repeats anything of the file.
/// </summary>
internal static class DkimKeyFile
{
    private const int MaximumSize = 64 * 1024;

    /// <exception cref="SmtpAdminException">SigningKeyInvalid: the file cannot be read, or holds no such key.</exception>
    public static AsymmetricKeyParameter Read(string path)
    {
        string text = ReadText(path);
        if (text.IndexOf("ENCRYPTED", StringComparison.Ordinal) >= 0)
        {
            throw Refuse(path, "is encrypted; a key is read without a password.");
        }

        AsymmetricKeyParameter key = text.IndexOf("-----BEGIN ", StringComparison.Ordinal) >= 0
            ? ReadPem(path, text)
            : ReadSeed(path, text);
        return key is RsaPrivateCrtKeyParameters or Ed25519PrivateKeyParameters
            ? key
            : throw Refuse(path, "holds a key that is neither RSA nor Ed25519.");
    }

    private static string ReadText(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > MaximumSize)
            {
                throw Refuse(path, "is too large to be a key.");
            }

            using var reader = new StreamReader(file, Encoding.ASCII);
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            throw Refuse(path, $"cannot be read: {PrintableText.From(exception.Message)}", exception);
        }
    }

    private static AsymmetricKeyParameter ReadPem(string path, string text)
    {
        try
        {
            using var reader = new PemReader(new StringReader(text));
            return reader.ReadObject() switch
            {
                AsymmetricCipherKeyPair pair => pair.Private,
                AsymmetricKeyParameter { IsPrivate: true } key => key,
                AsymmetricKeyParameter => throw Refuse(path, "holds a public key; the private one signs."),
                _ => throw Refuse(path, "holds no private key."),
            };
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException
            or InvalidCastException or GeneralSecurityException or CryptoException)
        {
            // What the reader says of the key is not passed on.
            throw Refuse(path, "holds a damaged key.");
        }
    }

    private static Ed25519PrivateKeyParameters ReadSeed(string path, string text)
    {
        try
        {
            byte[] seed = Convert.FromBase64String(text.Trim());
            return seed.Length == Ed25519PrivateKeyParameters.KeySize
                ? new Ed25519PrivateKeyParameters(seed)
                : throw Refuse(path, "holds no PEM, and no Ed25519 key of 32 bytes in Base64.");
        }
        catch (FormatException)
        {
            throw Refuse(path, "holds no PEM, and no Ed25519 key in Base64.");
        }
    }

    private static SmtpAdminException Refuse(string path, string reason, Exception? inner = null) =>
        new(ErrorKind.SigningKeyInvalid, $"The key file '{PrintableText.From(path)}' {reason}", innerException: inner);
}
