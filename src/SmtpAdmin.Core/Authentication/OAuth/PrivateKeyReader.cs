using System;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>Reads an RSA key in PKCS #8 and PEM, which netstandard2.0 does not.</summary>
internal static class PrivateKeyReader
{
    private const string Begin = "-----BEGIN PRIVATE KEY-----";
    private const string End = "-----END PRIVATE KEY-----";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    /// <exception cref="FormatException">The text is no such key.</exception>
    public static RSAParameters ReadRsa(string pem)
    {
        int begin = pem.IndexOf(Begin, StringComparison.Ordinal);
        int end = pem.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new FormatException("This is no private key in PEM.");
        }

        int start = begin + Begin.Length;
        try
        {
            return ReadKey(ReadInfo(Convert.FromBase64String(pem.Substring(start, end - start))));
        }
        catch (Exception failure) when (failure is AsnContentException or OverflowException)
        {
            throw new FormatException("This is no RSA private key.", failure);
        }
    }

    // PrivateKeyInfo ::= SEQUENCE { version INTEGER, privateKeyAlgorithm SEQUENCE { OBJECT IDENTIFIER, NULL },
    //     privateKey OCTET STRING, ... } (RFC 5208, section 5)
    private static byte[] ReadInfo(byte[] der)
    {
        AsnReader info = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        info.ReadInteger();
        return info.ReadSequence().ReadObjectIdentifier() == RsaEncryption
            ? info.ReadOctetString()
            : throw new FormatException("The key is of another algorithm than RSA.");
    }

    // RSAPrivateKey ::= SEQUENCE { version, modulus, publicExponent, privateExponent, prime1, prime2, exponent1,
    //     exponent2, coefficient, ... }, all INTEGER (RFC 8017, appendix A.1.2)
    private static RSAParameters ReadKey(byte[] der)
    {
        AsnReader key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        byte[] modulus = Number(key.ReadInteger(), 0);
        int half = (modulus.Length + 1) / 2;
        return new RSAParameters
        {
            Modulus = modulus,
            Exponent = Number(key.ReadInteger(), 0),
            D = Number(key.ReadInteger(), modulus.Length),
            P = Number(key.ReadInteger(), half),
            Q = Number(key.ReadInteger(), half),
            DP = Number(key.ReadInteger(), half),
            DQ = Number(key.ReadInteger(), half),
            InverseQ = Number(key.ReadInteger(), half),
        };
    }

    // RSAParameters wants unsigned numbers, the highest byte first, each of its own fixed length.
    private static byte[] Number(BigInteger value, int length)
    {
        byte[] bytes = value.ToByteArray();
        Array.Reverse(bytes);
        int zeros = bytes.Length > 1 && bytes[0] == 0 ? 1 : 0;
        int size = bytes.Length - zeros;
        if (value.Sign <= 0 || (length > 0 && size > length))
        {
            throw new FormatException("A number of the key is out of its range.");
        }

        byte[] result = new byte[Math.Max(length, size)];
        Array.Copy(bytes, zeros, result, result.Length - size, size);
        return result;
    }
}
