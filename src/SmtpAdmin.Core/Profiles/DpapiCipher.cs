using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SmtpAdmin.Core.Profiles;

/// <summary>Encrypts for this user on this machine, with the keys that Windows keeps for it.</summary>
internal static class DpapiCipher
{
    public static bool IsAvailable => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <exception cref="SmtpAdminException">Windows refused, or this is not Windows (SecretUnavailable).</exception>
    public static byte[] Encrypt(string name, byte[] secret) => Run(name, secret, isEncrypting: true);

    /// <exception cref="SmtpAdminException">The file was made by another user or machine (SecretUnavailable).</exception>
    public static byte[] Decrypt(string name, byte[] content) => Run(name, content, isEncrypting: false);

    private static byte[] Run(string name, byte[] data, bool isEncrypting)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            throw new SmtpAdminException(ErrorKind.SecretUnavailable, "Dpapi is a part of Windows; use File on this system.");
        }

        byte[] entropy = Encoding.UTF8.GetBytes(name);
        try
        {
            return isEncrypting
                ? ProtectedData.Protect(data, entropy, DataProtectionScope.CurrentUser)
                : ProtectedData.Unprotect(data, entropy, DataProtectionScope.CurrentUser);
        }
        catch (CryptographicException exception)
        {
            throw new SmtpAdminException(
                ErrorKind.SecretUnavailable,
                isEncrypting
                    ? "Windows did not encrypt the secret."
                    : $"The secret of '{name}' was stored by another user or on another machine, or its file is damaged.",
                innerException: exception);
        }
    }
}
