using System;
using System.Collections.Generic;
using System.Text;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Puts commands on the wire's form, one line each.</summary>
internal static class CommandLine
{
    private static readonly char[] s_forbidden = ['\r', '\n', '\0'];

    /// <summary>Writes the lines to the front of a buffer, which is replaced where it is too small.</summary>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="SmtpAdminException">ProtocolViolation: a line end would make two of one command.</exception>
    public static int Encode(IReadOnlyList<string> commands, ref byte[] buffer)
    {
        int maximum = 0;
        foreach (string command in commands)
        {
            if (command.IndexOfAny(s_forbidden) >= 0)
            {
                // The command itself stays out of the text: it may carry a secret.
                throw new SmtpAdminException(
                    ErrorKind.ProtocolViolation, "A command with a line end or NUL in it was not sent.");
            }

            maximum += Encoding.UTF8.GetMaxByteCount(command.Length) + 2;
        }

        if (buffer.Length < maximum)
        {
            buffer = new byte[Math.Max(maximum, buffer.Length * 2)];
        }

        int count = 0;
        foreach (string command in commands)
        {
            count += Encoding.UTF8.GetBytes(command, 0, command.Length, buffer, count);
            buffer[count++] = (byte)'\r';
            buffer[count++] = (byte)'\n';
        }

        return count;
    }
}
