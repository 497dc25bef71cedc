using System.Collections.Generic;
using System.Text;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Puts commands on the wire's form, one line each.</summary>
internal static class CommandLine
{
    private static readonly char[] s_forbidden = ['\r', '\n', '\0'];

    /// <exception cref="SmtpAdminException">ProtocolViolation: a line end would make two of one command.</exception>
    public static byte[] Encode(IReadOnlyList<string> commands)
    {
        var lines = new StringBuilder();
        foreach (string command in commands)
        {
            if (command.IndexOfAny(s_forbidden) >= 0)
            {
                // The command itself stays out of the text: it may carry a secret.
                throw new SmtpAdminException(
                    ErrorKind.ProtocolViolation, "A command with a line end or NUL in it was not sent.");
            }

            lines.Append(command).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }
}
