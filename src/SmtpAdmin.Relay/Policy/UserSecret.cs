using System;
using System.Security.Cryptography;
using System.Text;
using SmtpAdmin.Core.Authentication.Sasl;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// What is kept of a password: the StoredKey and ServerKey of SCRAM-SHA-256 (RFC 5802, section 3; RFC 7677), which
/// PBKDF2 (RFC 8018, section 5.2) has made slow to guess. They check a password or a proof, and neither is one.
/// </summary>
/// <param name="Salt">The salt, another for each user.</param>
/// <param name="Iterations">The rounds of PBKDF2, which a client of SCRAM must do as well.</param>
/// <param name="StoredKey">Checks a client's proof.</param>
/// <param name="ServerKey">Proves to a client that the relay knows the password too.</param>
internal sealed record UserSecret(byte[] Salt, int Iterations, byte[] StoredKey, byte[] ServerKey)
{
    /// <summary>
    /// Sixteen times the minimum of RFC 7677, section 4, and the most that clients with Cyrus SASL accept, Postfix among
    /// them. More is for data bases that get stolen; these keys never leave the memory of a process that sees each
    /// password at sign-in, and anyone on the network can make it do this work.
    /// </summary>
    public const int DefaultIterations = 65_536;

    public const int SaltSize = 16;

    public static UserSecret Create(string password) =>
        Create(password, RandomNumberGenerator.GetBytes(SaltSize), DefaultIterations);

    public static UserSecret Create(string password, byte[] salt, int iterations)
    {
        byte[] salted = Derive(password, salt, iterations);
        return new UserSecret(salt, iterations, StoredKeyOf(salted), Hmac(salted, "Server Key"));
    }

    /// <summary>A secret that nothing fits, for a name that no user has; the same salt every time for one name.</summary>
    public static UserSecret CreateDecoy(byte[] key, string userName)
    {
        byte[] unknown = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
        return new UserSecret(Hmac(key, userName)[..SaltSize], DefaultIterations, unknown, unknown);
    }

    public bool Matches(string password) =>
        CryptographicOperations.FixedTimeEquals(StoredKeyOf(Derive(password, Salt, Iterations)), StoredKey);

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

    /// <summary>SaltedPassword := Hi(Normalize(password), salt, i)</summary>
    private static byte[] Derive(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Normalize(password), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    /// <summary>A password that SASLprep forbids never comes by SCRAM, but may by PLAIN and LOGIN.</summary>
    private static string Normalize(string password)
    {
        try
        {
            return SaslPreparation.Prepare(password);
        }
        catch (FormatException)
        {
            return password;
        }
    }

    private static byte[] StoredKeyOf(byte[] saltedPassword) => SHA256.HashData(Hmac(saltedPassword, "Client Key"));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
