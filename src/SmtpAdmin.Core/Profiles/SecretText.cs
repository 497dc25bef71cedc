using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace SmtpAdmin.Core.Profiles;

/// <summary>Turns a secure string into bytes and back, leaving no copy behind but the one returned.</summary>
internal static class SecretText
{
    /// <summary>The text in UTF-8; the caller clears it.</summary>
    public static byte[] ToBytes(SecureString secret)
    {
        char[] characters = new char[secret.Length];
        IntPtr memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            Marshal.Copy(memory, characters, 0, characters.Length);
            return Encoding.UTF8.GetBytes(characters);
        }
        finally
        {
            Array.Clear(characters, 0, characters.Length);
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }

    /// <summary>The bytes as a secure string; they are cleared.</summary>
    public static SecureString FromBytes(byte[] bytes)
    {
        char[] characters = Encoding.UTF8.GetChars(bytes);
        var secret = new SecureString();
        foreach (char character in characters)
        {
            secret.AppendChar(character);
        }

        Array.Clear(characters, 0, characters.Length);
        Array.Clear(bytes, 0, bytes.Length);
        secret.MakeReadOnly();
        return secret;
    }
}
