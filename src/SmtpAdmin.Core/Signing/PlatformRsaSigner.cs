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
    private readonly RsaKeyPool _key;

    public PlatformRsaSigner(RsaKeyPool key)
        : this(key, new Sha256Digest())
    {
    }

    private PlatformRsaSigner(RsaKeyPool key, Sha256Digest digest)
        : base(digest)
    {
        _key = key;
        _digest = digest;
    }

    public override byte[] GenerateSignature()
    {
        byte[] hash = new byte[_digest.GetDigestSize()];
        _digest.DoFinal(hash, 0);
        return _key.SignHash(hash);
    }
}
