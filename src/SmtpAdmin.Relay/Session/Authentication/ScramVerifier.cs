using System;
using System.Security.Cryptography;
using System.Text;
using SmtpAdmin.Core.Authentication.Sasl;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>What a server keeps to check SCRAM-SHA-256: keys, of which no password comes back (RFC 5802, section 3).</summary>
internal sealed record ScramVerifier(byte[] Salt, byte[] StoredKey, byte[] ServerKey)
{
    /// <summary>RFC 7677, section 4: at least 4096. The keys never leave memory, so no more is needed.</summary>
    public const int Iterations = 4096;

    public const int SaltSize = 16;

    /// <exception cref="FormatException">The password has characters that SASLprep forbids.</exception>
    public static ScramVerifier Create(string password, byte[] salt)
    {
        byte[] salted = Rfc2898DeriveBytes.Pbkdf2(
            SaslPreparation.Prepare(password), salt, Iterations, HashAlgorithmName.SHA256, HMACSHA256.HashSizeInBytes);
        return new ScramVerifier(salt, SHA256.HashData(Hmac(salted, "Client Key")), Hmac(salted, "Server Key"));
    }

    /// <summary>Whether the proof is of one who knows the password: H(proof XOR signature) is the stored key.</summary>
    public bool Accepts(byte[] proof, string authMessage)
    {
        byte[] clientKey = Hmac(StoredKey, authMessage);
        if (proof.Length != clientKey.Length)
        {
            return false;
        }

        for (int index = 0; index < proof.Length; index++)
        {
            clientKey[index] ^= proof[index];
        }

        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(clientKey), StoredKey);
    }

    /// <summary>By what the client knows that the server knows the password too.</summary>
    public byte[] Sign(string authMessage) => Hmac(ServerKey, authMessage);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
