using System;
using System.Security;

namespace SmtpAdmin.Host.Terminal;

/// <summary>Reads a secret key by key and shows an asterisk for each character.</summary>
internal static class MaskedInput
{
    private const string EraseOne = "\b \b";

    public static SecureString Read(Func<ConsoleKeyInfo> readKey, Action<string> echo)
    {
        SecureString secret = new();
        while (true)
        {
            ConsoleKeyInfo key = readKey();
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    echo(Environment.NewLine);
                    secret.MakeReadOnly();
                    return secret;

                case ConsoleKey.Backspace when secret.Length > 0:
                    secret.RemoveAt(secret.Length - 1);
                    echo(EraseOne);
                    break;

                case not ConsoleKey.Backspace when !char.IsControl(key.KeyChar):
                    secret.AppendChar(key.KeyChar);
                    echo("*");
                    break;
            }
        }
    }

    public static SecureString Protect(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
