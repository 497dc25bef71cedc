using System;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace SmtpAdmin.Core.Signing;

/// <summary>MimeKit's DKIM signer with our clock and the platform's RSA. Unchanging, so it serves any number of threads.</summary>
internal sealed class KeyedDkimSigner : DkimSigner
{
    private readonly TimeProvider _clock;
    private readonly RsaKeyPool? _rsa;

    public KeyedDkimSigner(DkimSigningKey key, TimeProvider clock)
        : base(key.PrivateKey, key.Domain, key.Selector, Algorithm(key))
    {
        _clock = clock;
        _rsa = key.PrivateKey is RsaPrivateCrtKeyParameters rsa
            ? new RsaKeyPool(DotNetUtilities.ToRSAParameters(rsa))
            : null;
        AgentOrUserIdentifier = key.Identity;
        // Relays refold header fields and cut white space at line ends; relaxed survives both (RFC 6376, section 3.4).
        HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
    }

    protected override long GetTimestamp() => _clock.GetUtcNow().ToUnixTimeSeconds();

    protected override ISigner CreateSigningContext() =>
        _rsa is { } rsa ? new PlatformRsaSigner(rsa) : base.CreateSigningContext();

    private static DkimSignatureAlgorithm Algorithm(DkimSigningKey key) =>
        key.PrivateKey is RsaKeyParameters ? DkimSignatureAlgorithm.RsaSha256 : DkimSignatureAlgorithm.Ed25519Sha256;
}
