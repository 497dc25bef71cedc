using System;
using System.IO;
using System.Security;
using System.Security.Cryptography;
using SmtpAdmin.Core.Files;

namespace SmtpAdmin.Core.Profiles;

/// <summary>A profile's secret in a file beside it, encrypted; and the key, for where Windows keeps none.</summary>
/// <remarks>
/// With File, secret and key are two files of mode 0600. That keeps the secret from other users, and out of a copy or
/// backup that has not both files. It does not keep it from who can read all files of this user, such as root.
/// </remarks>
internal sealed class SecretFile(string folder, string name)
{
    private const int MaximumSize = 64 * 1024;

    private readonly string _path = Path.Combine(folder, $"{name}.secret");
    private readonly string _keyPath = Path.Combine(folder, "secrets.key");

    public void Write(SecretStore store, SecureString secret)
    {
        byte[] plain = SecretText.ToBytes(secret);
        try
        {
            AtomicFile.Write(
                _path,
                store == SecretStore.Dpapi ? DpapiCipher.Encrypt(name, plain) : SecretCipher.Encrypt(GetOrMakeKey(), name, plain));
        }
        finally
        {
            Array.Clear(plain, 0, plain.Length);
        }
    }

    /// <exception cref="SmtpAdminException">There is none, others may read it, or it is damaged (SecretUnavailable).</exception>
    public SecureString Read(SecretStore store)
    {
        byte[] content = ReadPrivate(_path);
        byte[] plain = store == SecretStore.Dpapi
            ? DpapiCipher.Decrypt(name, content)
            : SecretCipher.Decrypt(ReadPrivate(_keyPath), name, content)
                ?? throw Unavailable($"The secret of '{name}' is damaged, or was stored with another key.");
        return SecretText.FromBytes(plain);
    }

    public void Delete() => File.Delete(_path);

    private byte[] GetOrMakeKey()
    {
        if (File.Exists(_keyPath))
        {
            byte[] existing = ReadPrivate(_keyPath);
            return existing.Length == SecretCipher.KeySize ? existing : throw Unavailable($"{_keyPath} is no key.");
        }

        byte[] key = new byte[SecretCipher.KeySize];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(key);
        }

        AtomicFile.Write(_keyPath, key);
        return key;
    }

    private byte[] ReadPrivate(string path)
    {
        try
        {
            if (OwnerOnly.IsOpenToOthers(path))
            {
                throw Unavailable($"{path} may be read by others than its owner; its mode must be 0600.");
            }

            return AtomicFile.Read(path, MaximumSize) ?? throw Unavailable($"{path} is too large.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable($"The secret of '{name}' cannot be read: {path}.", exception);
        }
    }

    private static SmtpAdminException Unavailable(string detail, Exception? cause = null) =>
        new(ErrorKind.SecretUnavailable, detail, innerException: cause);
}
