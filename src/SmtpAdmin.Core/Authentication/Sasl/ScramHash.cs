using System;
using System.Security.Cryptography;
using System.Text;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>The functions H, HMAC and Hi of SCRAM (RFC 5802, section 2.2) with one hash.</summary>
internal sealed class ScramHash
{
    private readonly Func<byte[], HMAC> _createHmac;
    private readonly Func<HashAlgorithm> _createHash;

    private ScramHash(Func<byte[], HMAC> createHmac, Func<HashAlgorithm> createHash)
    {
        _createHmac = createHmac;
        _createHash = createHash;
    }

    public static ScramHash Sha256 { get; } = new(static key => new HMACSHA256(key), SHA256.Create);

    /// <summary>For SCRAM-SHA-1, which is used only where the user asks for it by name.</summary>
#pragma warning disable CA5350 // HMAC-SHA-1 is what the mechanism is made of (RFC 5802).
    public static ScramHash Sha1 { get; } = new(static key => new HMACSHA1(key), SHA1.Create);
#pragma warning restore CA5350

    public byte[] Hash(byte[] data)
    {
        using HashAlgorithm hash = _createHash();
        return hash.ComputeHash(data);
    }

    public byte[] Hmac(byte[] key, string text) => Hmac(key, Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Hi(str, salt, i), which is PBKDF2 with an output of one block. netstandard2.0 knows PBKDF2 with SHA-1 only.
    /// </summary>
    public byte[] SaltPassword(string password, byte[] salt, int iterations)
    {
        using HMAC hmac = _createHmac(Encoding.UTF8.GetBytes(password));
        byte[] first = new byte[salt.Length + 4];
        salt.CopyTo(first, 0);
        first[first.Length - 1] = 1;
        byte[] block = hmac.ComputeHash(first);
        byte[] result = (byte[])block.Clone();
        for (int i = 1; i < iterations; i++)
        {
            block = hmac.ComputeHash(block);
            for (int j = 0; j < result.Length; j++)
            {
                result[j] ^= block[j];
            }
        }

        return result;
    }

    private byte[] Hmac(byte[] key, byte[] data)
    {
        using HMAC hmac = _createHmac(key);
        return hmac.ComputeHash(data);
    }
}
