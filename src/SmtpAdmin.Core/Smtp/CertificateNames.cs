using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Reads the subject alternative names out of a certificate (RFC 5280, section 4.2.1.6).</summary>
internal static class CertificateNames
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private static readonly Asn1Tag s_dnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag s_ipAddress = new(TagClass.ContextSpecific, 7);

    /// <summary>The DNS names and addresses; none where the extension is missing or malformed.</summary>
    public static IReadOnlyList<string> Read(X509Certificate2 certificate)
    {
        X509Extension? extension = certificate.Extensions.Cast<X509Extension>()
            .FirstOrDefault(candidate => candidate.Oid?.Value == SubjectAlternativeName);
        try
        {
            return extension is null ? [] : ReadExtension(extension.RawData);
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    /// <summary>Reads them out of a certificate in DER.</summary>
    public static IReadOnlyList<string> Read(byte[] certificate)
    {
        try
        {
            using var parsed = new X509Certificate2(certificate);
            return Read(parsed);
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    // GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
    // GeneralName ::= CHOICE { dNSName [2] IA5String, iPAddress [7] OCTET STRING, ... }
    private static List<string> ReadExtension(byte[] extension)
    {
        var names = new List<string>();
        AsnReader sequence = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            Asn1Tag tag = sequence.PeekTag();
            if (tag.HasSameClassAndValue(s_dnsName))
            {
                names.Add(WireText.Printable(sequence.ReadCharacterString(UniversalTagNumber.IA5String, s_dnsName)));
            }
            else if (tag.HasSameClassAndValue(s_ipAddress))
            {
                byte[] address = sequence.ReadOctetString(s_ipAddress);
                if (address.Length is 4 or 16)
                {
                    names.Add(new IPAddress(address).ToString());
                }
            }
            else
            {
                sequence.ReadEncodedValue();
            }
        }

        return names;
    }
}
