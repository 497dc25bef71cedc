using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Authentication;

/// <summary>The channel binding tls-server-end-point (RFC 5929, section 4.1).</summary>
internal static class ChannelBinding
{
    /// <summary>
    /// The certificate's hash, made with the hash of its signature; SHA-256 stands in for MD5 and SHA-1. Null where
    /// the signature uses no single hash, for which the RFC defines nothing.
    /// </summary>
    public static byte[]? ToServerEndPoint(X509Certificate2 certificate)
    {
        using HashAlgorithm? hash = certificate.SignatureAlgorithm.Value switch
        {
            "1.2.840.113549.1.1.4" // md5WithRSAEncryption
                or "1.2.840.113549.1.1.5" // sha1WithRSAEncryption
                or "1.2.840.10045.4.1" // ecdsa-with-SHA1
                or "1.2.840.113549.1.1.11" // sha256WithRSAEncryption
                or "1.2.840.10045.4.3.2" => SHA256.Create(), // ecdsa-with-SHA256
            "1.2.840.113549.1.1.12" // sha384WithRSAEncryption
                or "1.2.840.10045.4.3.3" => SHA384.Create(), // ecdsa-with-SHA384
            "1.2.840.113549.1.1.13" // sha512WithRSAEncryption
                or "1.2.840.10045.4.3.4" => SHA512.Create(), // ecdsa-with-SHA512
            _ => null,
        };
        return hash?.ComputeHash(certificate.RawData);
    }
}
