using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Security.Cryptography;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>The hashes of the logo in a mark certificate (RFC 9399, section 4.1, the subject's direct logo).</summary>
internal sealed class Logotype
{
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";

    // Each is computed over the whole logo; there are no more algorithms in use than these three.
    private const int MaxHashes = 8;

    private static readonly Asn1Tag s_subjectLogo = new(TagClass.ContextSpecific, 2, isConstructed: true);
    private static readonly Asn1Tag s_direct = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private readonly IReadOnlyList<(string Algorithm, byte[] Value)> _hashes;

    private Logotype(IReadOnlyList<(string Algorithm, byte[] Value)> hashes) => _hashes = hashes;

    /// <summary>Reads the extension's value; null where it has no direct logo of the subject.</summary>
    public static Logotype? TryRead(byte[] extension)
    {
        try
        {
            AsnReader extn = new AsnReader(extension, AsnEncodingRules.BER).ReadSequence();
            while (extn.HasData)
            {
                if (extn.PeekTag().HasSameClassAndValue(s_subjectLogo))
                {
                    return Read(extn.ReadSequence(s_subjectLogo).ReadSequence(s_direct));
                }

                extn.ReadEncodedValue();
            }

            return null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether bytes have one of the hashes; null where all are of algorithms that are not known.</summary>
    public bool? Matches(byte[] logo)
    {
        bool isComparable = false;
        foreach ((string algorithm, byte[] value) in _hashes)
        {
            if (NameOf(algorithm) is { } name)
            {
                isComparable = true;
                using var hash = IncrementalHash.CreateHash(name);
                hash.AppendData(logo);
                if (hash.GetHashAndReset().SequenceEqual(value))
                {
                    return true;
                }
            }
        }

        return isComparable ? false : null;
    }

    // LogotypeData ::= SEQUENCE { image SEQUENCE OF LogotypeImage, ... }
    // LogotypeImage ::= SEQUENCE { imageDetails LogotypeDetails, ... }
    // LogotypeDetails ::= SEQUENCE { mediaType IA5String, logotypeHash SEQUENCE OF HashAlgAndValue, logotypeURI ... }
    private static Logotype Read(AsnReader data)
    {
        AsnReader details = data.ReadSequence().ReadSequence().ReadSequence();
        details.ReadEncodedValue();
        AsnReader hashes = details.ReadSequence();
        var found = new List<(string, byte[])>();
        while (hashes.HasData && found.Count < MaxHashes)
        {
            AsnReader hash = hashes.ReadSequence();
            string algorithm = hash.ReadSequence().ReadObjectIdentifier();
            found.Add((algorithm, hash.ReadOctetString()));
        }

        return new Logotype(found);
    }

    private static HashAlgorithmName? NameOf(string algorithm) => algorithm switch
    {
        Sha1 => HashAlgorithmName.SHA1,
        Sha256 => HashAlgorithmName.SHA256,
        Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };
}
