using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SmtpAdmin.Core.Profiles;

/// <summary>
/// Encrypts a small secret under a key of 32 bytes: AES-256 in CBC mode, then HMAC-SHA-256 over all that is written and
/// the name that it is for, so that a changed file or one put in another's place is noticed. .NET Framework has no GCM.
/// </summary>
/// <remarks>Version (1 byte), IV (16), ciphertext, tag (32).</remarks>
internal static class SecretCipher
{
    public const int KeySize = 32;

    private const byte Version = 1;
    private const int IvSize = 16;
    private const int TagSize = 32;

    public static byte[] Encrypt(byte[] key, string name, byte[] secret)
    {
        using Aes aes = CreateAes(key);
        aes.GenerateIV();
        using ICryptoTransform transform = aes.CreateEncryptor();
        byte[] body = [Version, .. aes.IV, .. transform.TransformFinalBlock(secret, 0, secret.Length)];
        return [.. body, .. Tag(key, name, body)];
    }

    /// <returns>The secret, or null where the file is not one made with this key for this name.</returns>
    public static byte[]? Decrypt(byte[] key, string name, byte[] content)
    {
        int bodySize = content.Length - TagSize;
        if (bodySize <= 1 + IvSize || content[0] != Version)
        {
            return null;
        }

        byte[] body = [.. content.Take(bodySize)];
        if (!AreEqual(Tag(key, name, body), content, bodySize))
        {
            return null;
        }

        using Aes aes = CreateAes(key);
        aes.IV = [.. body.Skip(1).Take(IvSize)];
        using ICryptoTransform transform = aes.CreateDecryptor();
        return transform.TransformFinalBlock(body, 1 + IvSize, bodySize - 1 - IvSize);
    }

    private static Aes CreateAes(byte[] key)
    {
        var aes = Aes.Create();
        aes.Key = Derive(key, "encrypt");
        return aes;
    }

    private static byte[] Tag(byte[] key, string name, byte[] body)
    {
        using var mac = new HMACSHA256(Derive(key, "authenticate"));
        return mac.ComputeHash([.. Encoding.UTF8.GetBytes(name), 0, .. body]);
    }

    private static byte[] Derive(byte[] key, string purpose)
    {
        using var mac = new HMACSHA256(key);
        return mac.ComputeHash(Encoding.ASCII.GetBytes($"SmtpAdmin profile secret, {purpose}"));
    }

    // Takes the same time wherever the first difference is.
    private static bool AreEqual(byte[] tag, byte[] content, int offset)
    {
        int difference = 0;
        for (int i = 0; i < tag.Length; i++)
        {
            difference |= tag[i] ^ content[offset + i];
        }

        return difference == 0;
    }
}
