using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;

namespace SmtpAdmin.Core.Signing;

/// <summary>A DKIM key that is loaded and found fit to sign. Immutable, so it serves any number of threads.</summary>
/// <param name="PrivateKey">An RSA key of 1024 bits or more, or an Ed25519 key.</param>
/// <param name="Domain">Tag d=, in A-labels.</param>
/// <param name="Selector">Tag s=.</param>
/// <param name="Identity">Tag i=, or null.</param>
/// <param name="Bits">The size of an RSA key; 256 for Ed25519.</param>
internal sealed record DkimSigningKey(
    AsymmetricKeyParameter PrivateKey, string Domain, string Selector, string? Identity, int Bits)
{
    // RFC 8301, section 3.2: signers SHOULD use RSA keys of at least 2048 bits.
    private const int RecommendedRsaBits = 2048;

    /// <summary>What the owner of the key should know, as one sentence; null where there is nothing.</summary>
    public string? Warning => PrivateKey is RsaKeyParameters && Bits < RecommendedRsaBits
        ? $"The DKIM key {Selector}._domainkey.{Domain} has {Bits} bits; {RecommendedRsaBits} are recommended (RFC 8301)."
        : null;
}
