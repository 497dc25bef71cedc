using System.Security.Cryptography;
using System.Text;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// What is kept of a password: the StoredKey and ServerKey of SCRAM-SHA-256 (RFC 5802, section 3; RFC 7677), which
/// PBKDF2 (RFC 8018, section 5.2) has made slow to guess. They check a password, and neither is one.
/// </summary>
/// <remarks>
/// 210,000 iterations are fifty times the minimum of RFC 7677 and cost about 70 ms. The 600,000 that OWASP names for
/// SHA-256 are for data bases that get stolen; these keys never leave the memory of a process that sees each password
/// at sign-in, and anyone on the network can make it do this work.
/// </remarks>
internal sealed class UserSecret
{
    public const int Iterations = 210_000;
    private const int SaltSize = 16;

    private UserSecret(byte[] salt, byte[] saltedPassword)
    {
        Salt = salt;
        StoredKey = StoredKeyOf(saltedPassword);
        ServerKey = HMACSHA256.HashData(saltedPassword, "Server Key"u8);
    }

    public byte[] Salt { get; }

    public byte[] StoredKey { get; }

    public byte[] ServerKey { get; }

    public static UserSecret Create(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltSize);
        return new UserSecret(salt, Derive(password, salt));
    }

    /// <summary>A secret that no password fits, for a name that no user has; the same salt every time for one name.</summary>
    public static UserSecret CreateDecoy(byte[] key, string userName)
    {
        byte[] salt = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(userName));
        return new UserSecret(salt[..SaltSize], RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));
    }

    public bool Matches(string password)
    {
        return CryptographicOperations.FixedTimeEquals(StoredKeyOf(Derive(password, Salt)), StoredKey);
    }

    /// <summary>SaltedPassword := Hi(Normalize(password), salt, i)</summary>
    private static byte[] Derive(string password, byte[] salt)
    {
        string normalized = password.Normalize(NormalizationForm.FormKC);
        return Rfc2898DeriveBytes.Pbkdf2(normalized, salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
    }

    private static byte[] StoredKeyOf(byte[] saltedPassword)
    {
        return SHA256.HashData(HMACSHA256.HashData(saltedPassword, "Client Key"u8));
    }
}
