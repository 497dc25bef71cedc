namespace SmtpAdmin.Core.Smtp;

/// <summary>Writes a mailbox as Reverse-path or Forward-path (RFC 5321, section 4.1.2).</summary>
internal static class SmtpPath
{
    // Path = "<" [ A-d-l ":" ] Mailbox ">"; a null reverse-path is "<>".
    /// <exception cref="SmtpAdminException">AddressInvalid: the mailbox would not stay in the path.</exception>
    public static string Format(string mailbox)
    {
        bool isQuoted = false;
        for (int i = 0; i < mailbox.Length; i++)
        {
            char c = mailbox[i];
            if (isQuoted && c == '\\')
            {
                i++;
                continue;
            }

            isQuoted ^= c == '"';
            if (char.IsControl(c) || (!isQuoted && c is ' ' or '<' or '>'))
            {
                throw Invalid();
            }
        }

        return isQuoted ? throw Invalid() : $"<{mailbox}>";
    }

    public static bool IsAscii(string mailbox)
    {
        foreach (char c in mailbox)
        {
            if (c > '\x7F')
            {
                return false;
            }
        }

        return true;
    }

    private static SmtpAdminException Invalid() =>
        new(ErrorKind.AddressInvalid, "A mailbox for the envelope holds characters that a path cannot carry.");
}
