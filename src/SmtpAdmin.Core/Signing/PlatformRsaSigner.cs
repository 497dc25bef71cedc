using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// rsa-sha256 (RFC 6376, section 3.3.1) for MimeKit's DKIM signer: BouncyCastle hashes, and the platform's RSA signs,
/// which is many times as fast. Serves one signature.
/// </summary>
internal sealed class PlatformRsaSigner : RsaDigestSigner
{
    private readonly Sha256Digest _digest;
    private readonly RSAParameters _key;

    public PlatformRsaSigner(RSAParameters key)
        : this(key, new Sha256Digest())
    {
    }

    private PlatformRsaSigner(RSAParameters key, Sha256Digest digest)
        : base(digest)
    {
        _key = key;
        _digest = digest;
    }

    // An RSA object is not promised to serve several threads, so each signature makes its own.
    public override byte[] GenerateSignature()
    {
        byte[] hash = new byte[_digest.GetDigestSize()];
        _digest.DoFinal(hash, 0);
        using RSA rsa = RSA.Create();
        rsa.ImportParameters(_key);
        return rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
