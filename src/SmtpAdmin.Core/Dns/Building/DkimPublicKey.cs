using System;
using System.IO;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using SmtpAdmin.Core.Signing;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>A public key as a DKIM record holds it.</summary>
/// <param name="Algorithm">Tag k=: <c>rsa</c> or <c>ed25519</c>.</param>
/// <param name="Bits">The key's length.</param>
/// <param name="Base64">Tag p=: SubjectPublicKeyInfo for RSA, the bare 32 bytes for Ed25519 (RFC 8463, section 4.2).</param>
internal sealed record DkimPublicKey(string Algorithm, int Bits, string Base64)
{
    public const string Rsa = "rsa";
    public const string Ed25519 = "ed25519";

    // RFC 8301, section 3.2: verifiers take no signature of a shorter key for valid.
    private const int MinRsaBits = 1024;
    private const int Ed25519Length = 32;
    private const int MaxLength = 64 * 1024;

    /// <summary>Reads a public key: PEM, or base64 as in a record.</summary>
    /// <exception cref="SmtpAdminException">RecordValueInvalid: it is none. The message repeats nothing of the text.</exception>
    public static DkimPublicKey Parse(string? text)
    {
        string given = text ?? string.Empty;
        if (given.IndexOf("PRIVATE KEY", StringComparison.Ordinal) >= 0)
        {
            throw Refuse("-PublicKey holds a private key; name its file with -KeyPath instead.");
        }

        try
        {
            return given.Length > MaxLength ? throw Refuse("The public key is too long.")
                : given.IndexOf("-----BEGIN ", StringComparison.Ordinal) >= 0 ? FromPem(given)
                : FromBytes(Convert.FromBase64String(string.Concat(given.Split([' ', '\t', '\r', '\n']))));
        }
        catch (Exception exception) when (exception is FormatException or IOException or ArgumentException
            or InvalidCastException or InvalidOperationException or GeneralSecurityException or CryptoException)
        {
            throw Refuse("The public key is neither PEM nor base64 of an RSA or Ed25519 key.");
        }
    }

    /// <summary>Reads the public half of a key from the file of either half.</summary>
    /// <exception cref="SmtpAdminException">SigningKeyInvalid or RecordValueInvalid: the file holds no usable key.</exception>
    public static DkimPublicKey Read(string path)
    {
        string text;
        try
        {
            using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
            text = file.BaseStream.Length > MaxLength ? string.Empty : file.ReadToEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SmtpAdminException(
                ErrorKind.SigningKeyInvalid, $"The key file '{EscapedText.Shorten(path)}' cannot be read.", innerException: exception);
        }

        return text.IndexOf("-----BEGIN PUBLIC KEY", StringComparison.Ordinal) >= 0
            || text.IndexOf("-----BEGIN RSA PUBLIC KEY", StringComparison.Ordinal) >= 0
            ? Parse(text)
            : FromPrivateKey(DkimKeyFile.Read(path));
    }

    public static DkimPublicKey FromPrivateKey(AsymmetricKeyParameter key) => FromKey(key switch
    {
        RsaPrivateCrtKeyParameters rsa => new RsaKeyParameters(false, rsa.Modulus, rsa.PublicExponent),
        Ed25519PrivateKeyParameters ed25519 => ed25519.GeneratePublicKey(),
        _ => key,
    });

    private static DkimPublicKey FromPem(string text)
    {
        using var reader = new PemReader(new StringReader(text));
        return reader.ReadObject() is AsymmetricKeyParameter { IsPrivate: false } key
            ? FromKey(key)
            : throw Refuse("The PEM text holds no public key.");
    }

    private static DkimPublicKey FromBytes(byte[] bytes)
    {
        if (bytes.Length == Ed25519Length)
        {
            return FromKey(new Ed25519PublicKeyParameters(bytes));
        }

        try
        {
            return FromKey(PublicKeyFactory.CreateKey(bytes));
        }
        catch (Exception exception) when (exception is not SmtpAdminException)
        {
            // RFC 6376, section 3.6.1 by its letter: a bare RSAPublicKey.
            var rsa = RsaPublicKeyStructure.GetInstance(bytes);
            return FromKey(new RsaKeyParameters(false, rsa.Modulus, rsa.PublicExponent));
        }
    }

    private static DkimPublicKey FromKey(AsymmetricKeyParameter key) => key switch
    {
        RsaKeyParameters { Modulus.BitLength: < MinRsaBits } rsa => throw Refuse(
            FormattableString.Invariant($"The RSA key has {rsa.Modulus.BitLength} bits; DKIM needs {MinRsaBits} (RFC 8301).")),
        RsaKeyParameters rsa => new DkimPublicKey(
            Rsa, rsa.Modulus.BitLength,
            Convert.ToBase64String(SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(rsa).GetDerEncoded())),
        Ed25519PublicKeyParameters ed25519 => new DkimPublicKey(
            Ed25519, Ed25519Length * 8, Convert.ToBase64String(ed25519.GetEncoded())),
        _ => throw Refuse("The public key is neither RSA nor Ed25519."),
    };

    private static SmtpAdminException Refuse(string reason) => new(ErrorKind.RecordValueInvalid, reason);
}
