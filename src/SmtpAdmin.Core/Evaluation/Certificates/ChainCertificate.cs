using System;
using System.Formats.Asn1;
using System.IO;
using System.Linq;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Evaluation.Certificates;

/// <summary>A certificate with what comparisons need: its bytes, the bytes of its public key, and whom it was signed by.</summary>
internal sealed class ChainCertificate
{
    private static readonly Asn1Tag s_version = new(TagClass.ContextSpecific, 0);

    private readonly X509Certificate? _parsed;

    private ChainCertificate(byte[] encoded, X509Certificate? parsed)
    {
        Encoded = encoded;
        _parsed = parsed;
        PublicKeyInfo = ReadPublicKeyInfo(encoded);
    }

    /// <summary>The certificate in DER, as it was shown.</summary>
    public byte[] Encoded { get; }

    /// <summary>The SubjectPublicKeyInfo in DER, as it stands in the certificate.</summary>
    public byte[] PublicKeyInfo { get; }

    /// <summary>
    /// The certificate's fields; null where one of them breaks the rules. Its bytes and key can be compared all the same.
    /// </summary>
    public X509Certificate? Parsed => _parsed;

    public string Subject => _parsed is null ? "(unreadable)" : PrintableText.From(_parsed.SubjectDN.ToString());

    public bool IsSelfIssued => _parsed is null || _parsed.SubjectDN.Equivalent(_parsed.IssuerDN, inOrder: true);

    /// <summary>How many authorities may stand below; less than 0 where the certificate is none of an authority.</summary>
    public int PathLength => _parsed?.GetBasicConstraints() ?? -1;

    /// <summary>Whether the certificate may issue others (RFC 5280, sections 4.2.1.9 and 4.2.1.3).</summary>
    public bool IsAuthority => PathLength >= 0 && _parsed!.GetKeyUsage() is null or [_, _, _, _, _, true, ..];

    /// <summary>Reads a certificate; null where the bytes are none.</summary>
    public static ChainCertificate? TryRead(byte[] encoded)
    {
        try
        {
            return new ChainCertificate(encoded, TryParse(encoded));
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Reads a public key; null where the bytes are none.</summary>
    public static AsymmetricKeyParameter? TryReadKey(byte[] publicKeyInfo)
    {
        try
        {
            return PublicKeyFactory.CreateKey(publicKeyInfo);
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            return null;
        }
    }

    /// <summary>Whether the certificate was issued by another: the names agree and so does the signature.</summary>
    public bool IsIssuedBy(ChainCertificate issuer) =>
        _parsed is not null && issuer._parsed is not null
        && _parsed.IssuerDN.Equivalent(issuer._parsed.SubjectDN, inOrder: true)
        && TryReadKey(issuer.PublicKeyInfo) is { } key && IsSignedBy(key);

    public bool IsSignedBy(AsymmetricKeyParameter key)
    {
        try
        {
            _parsed?.Verify(key);
            return _parsed is not null;
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            return false;
        }
    }

    public bool IsValidAt(DateTimeOffset time) => _parsed?.IsValid(time.UtcDateTime) == true;

    public bool IsSameAs(ChainCertificate other) => Encoded.SequenceEqual(other.Encoded);

    private static X509Certificate? TryParse(byte[] encoded)
    {
        try
        {
            return new X509CertificateParser().ReadCertificate(encoded);
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            return null;
        }
    }

    // TBSCertificate ::= SEQUENCE { version [0], serialNumber, signature, issuer, validity, subject,
    //   subjectPublicKeyInfo, ... }
    private static byte[] ReadPublicKeyInfo(byte[] encoded)
    {
        AsnReader body = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence().ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(s_version))
        {
            body.ReadEncodedValue();
        }

        for (int skipped = 0; skipped < 5; skipped++)
        {
            body.ReadEncodedValue();
        }

        return body.ReadEncodedValue().ToArray();
    }

    // What the parsers throw at bytes that are no certificate, key or date.
    private static bool IsUnreadable(Exception failure) => failure is GeneralSecurityException or CryptoException
        or IOException or ArgumentException or InvalidOperationException or FormatException or AsnContentException
        or InvalidCastException or NotSupportedException or ArithmeticException or IndexOutOfRangeException;
}
