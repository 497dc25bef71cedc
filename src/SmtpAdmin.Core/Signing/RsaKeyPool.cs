using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// One RSA key for any number of threads. An RSA object is not promised to serve several at a time, and making one costs
/// more than signing with it; so there are as many as ever signed at once. Their handles close themselves when the pool
/// is forgotten.
/// </summary>
internal sealed class RsaKeyPool
{
    private readonly ConcurrentBag<RSA> _idle = [];
    private readonly RSAParameters _key;

    public RsaKeyPool(RSAParameters key)
    {
        _key = key;
    }

    /// <summary>Signs a SHA-256 hash by RSASSA-PKCS1-v1_5.</summary>
    public byte[] SignHash(byte[] hash)
    {
        if (!_idle.TryTake(out RSA? rsa))
        {
            rsa = RSA.Create();
            rsa.ImportParameters(_key);
        }

        byte[] signature = rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _idle.Add(rsa);
        return signature;
    }
}
