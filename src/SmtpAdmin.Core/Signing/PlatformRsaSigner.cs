using System;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// rsa-sha256 (RFC 6376, section 3.3.1) with the cryptography of the platform, for MimeKit's DKIM signer: many times
/// as fast as BouncyCastle's. Signs once.
/// </summary>
internal sealed class PlatformRsaSigner : ISigner
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly RSAParameters _key;

    public PlatformRsaSigner(RSAParameters key)
    {
        _key = key;
    }

    public string AlgorithmName => "SHA-256withRSA";

    public void Init(bool forSigning, ICipherParameters parameters) => throw new NotSupportedException();

    public void Update(byte input) => _hash.AppendData([input]);

    public void BlockUpdate(byte[] input, int inOff, int inLen) => _hash.AppendData(input, inOff, inLen);

#if NET
    public void BlockUpdate(ReadOnlySpan<byte> input) => _hash.AppendData(input);
#endif

    public int GetMaxSignatureSize() => _key.Modulus!.Length;

    // An RSA object is not promised to serve several threads, so each signature makes its own.
    public byte[] GenerateSignature()
    {
        using (_hash)
        {
            using RSA rsa = RSA.Create();
            rsa.ImportParameters(_key);
            return rsa.SignHash(_hash.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool VerifySignature(byte[] signature) => throw new NotSupportedException();

    public void Reset() => _hash.GetHashAndReset();
}
