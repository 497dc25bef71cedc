using System;
using System.Formats.Asn1;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>Reads how long the public key of a DKIM record is; null where it is no such key.</summary>
internal static class PublicKeySize
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const int Ed25519Length = 32;

    /// <summary>
    /// The bits of an RSA key's modulus. It comes as SubjectPublicKeyInfo, by the letter of RFC 6376 also bare.
    /// </summary>
    public static int? OfRsa(string base64)
    {
        try
        {
            AsnReader key = new AsnReader(Convert.FromBase64String(base64), AsnEncodingRules.DER).ReadSequence();
            return key.PeekTag() == Asn1Tag.Sequence ? OfSubjectPublicKeyInfo(key) : OfRsaPublicKey(key);
        }
        catch (Exception error) when (error is FormatException or AsnContentException)
        {
            return null;
        }
    }

    /// <summary>An Ed25519 key is its 32 bytes, without a wrapper (RFC 8463, section 4.2).</summary>
    public static int? OfEd25519(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64).Length == Ed25519Length ? Ed25519Length * 8 : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // SubjectPublicKeyInfo = SEQUENCE { SEQUENCE { OBJECT IDENTIFIER, ... }, BIT STRING } (RFC 5280, section 4.1)
    private static int? OfSubjectPublicKeyInfo(AsnReader key)
    {
        string algorithm = key.ReadSequence().ReadObjectIdentifier();
        byte[] bits = key.ReadBitString(out _);
        return algorithm == RsaEncryption
            ? OfRsaPublicKey(new AsnReader(bits, AsnEncodingRules.DER).ReadSequence())
            : null;
    }

    // RSAPublicKey = SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 8017, appendix A.1.1)
    private static int OfRsaPublicKey(AsnReader key)
    {
        ReadOnlySpan<byte> modulus = key.ReadIntegerBytes().Span;
        key.ReadIntegerBytes();
        // The sign takes a zero byte in front of a modulus whose top bit is set.
        modulus = modulus[0] == 0 ? modulus.Slice(1) : modulus;
        int bits = modulus.Length * 8;
        for (int mask = 0x80; modulus.Length > 0 && mask > 0 && (modulus[0] & mask) == 0; mask >>= 1)
        {
            bits--;
        }

        return bits;
    }
}
