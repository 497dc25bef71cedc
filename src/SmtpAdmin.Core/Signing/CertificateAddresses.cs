using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// The e-mail addresses in a certificate (RFC 8550, section 3): the names of type rfc822Name, or else the address in the
/// subject. Addresses are compared without case.
/// </summary>
internal static class CertificateAddresses
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private static readonly Asn1Tag s_mailbox = new(TagClass.ContextSpecific, 1);

    /// <summary>The addresses; none where there are none, or the extension is malformed.</summary>
    public static HashSet<string> Read(X509Certificate2 certificate)
    {
        var addresses = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        X509Extension? extension = certificate.Extensions.Cast<X509Extension>()
            .FirstOrDefault(candidate => candidate.Oid?.Value == SubjectAlternativeName);
        try
        {
            if (extension is not null)
            {
                ReadNames(extension.RawData, addresses);
            }
        }
        catch (AsnContentException)
        {
            return addresses;
        }

        string named = certificate.GetNameInfo(X509NameType.EmailName, forIssuer: false);
        if (addresses.Count == 0 && !string.IsNullOrEmpty(named))
        {
            addresses.Add(named);
        }

        return addresses;
    }

    // GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName; GeneralName ::= CHOICE { rfc822Name [1] IA5String, ... }
    private static void ReadNames(byte[] extension, HashSet<string> addresses)
    {
        AsnReader sequence = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            if (sequence.PeekTag().HasSameClassAndValue(s_mailbox))
            {
                addresses.Add(sequence.ReadCharacterString(UniversalTagNumber.IA5String, s_mailbox));
            }
            else
            {
                sequence.ReadEncodedValue();
            }
        }
    }
}
