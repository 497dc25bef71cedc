using System;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// Reads the path of MAIL and RCPT. A source route is read and dropped (RFC 5321, section 4.1.1.3 and appendix C): what
/// counts, for policy and for delivery, is the mailbox at its end.
/// </summary>
internal static class PathParser
{
    private const int MaximumLocalPart = 64;
    private const int MaximumDomain = 255;
    private const int MaximumPath = 256;

    /// <summary>Reverse-path = Path / "&lt;&gt;"</summary>
    /// <returns>The number of characters read, or 0 where the text does not begin with a reverse-path.</returns>
    public static int ReadReversePath(ReadOnlySpan<char> text, out MailPath path)
    {
        if (text is ['<', '>', ..])
        {
            path = MailPath.Null;
            return 2;
        }

        return ReadPath(text, out path);
    }

    /// <summary>Rcpt = "&lt;Postmaster@" Domain "&gt;" / "&lt;Postmaster&gt;" / Forward-path</summary>
    /// <returns>The number of characters read, or 0 where the text does not begin with a forward-path.</returns>
    public static int ReadForwardPath(ReadOnlySpan<char> text, out MailPath path)
    {
        const string Postmaster = "<Postmaster>";
        if (text.StartsWith(Postmaster, StringComparison.OrdinalIgnoreCase))
        {
            path = new MailPath(text[1..(Postmaster.Length - 1)].ToString(), string.Empty);
            return Postmaster.Length;
        }

        return ReadPath(text, out path);
    }

    /// <summary>
    /// Path = "&lt;" [ A-d-l ":" ] Mailbox "&gt;"; Mailbox = Local-part "@" ( Domain / address-literal )
    /// </summary>
    /// <remarks>Old devices leave both brackets out; a mailbox that stands alone is read as well.</remarks>
    private static int ReadPath(ReadOnlySpan<char> text, out MailPath path)
    {
        path = MailPath.Null;
        bool isBracketed = text is ['<', ..];
        int start = isBracketed ? 1 + SourceRoute(text[1..]) : 0;
        int localPart = MailboxGrammar.LocalPart(text[start..]);
        int at = start + localPart;
        if (localPart is 0 or > MaximumLocalPart || at >= text.Length || text[at] != '@')
        {
            return 0;
        }

        int domain = DomainOrLiteral(text[(at + 1)..]);
        int end = at + 1 + domain;
        char closing = end < text.Length ? text[end] : ' ';
        if (domain is 0 or > MaximumDomain || closing != (isBracketed ? '>' : ' '))
        {
            return 0;
        }

        path = new MailPath(text[start..at].ToString(), text[(at + 1)..end].ToString());
        int length = isBracketed ? end + 1 : end;

        // RFC 5321, section 4.5.3.1.3 counts the brackets, which a mailbox that stands alone gets on its way out.
        return (isBracketed ? length : length + 2) <= MaximumPath ? length : 0;
    }

    /// <summary>A-d-l = At-domain *( "," At-domain ); At-domain = "@" Domain; with the ":" behind it</summary>
    private static int SourceRoute(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && text[length] == '@')
        {
            int domain = MailboxGrammar.Domain(text[(length + 1)..]);
            length += 1 + domain;
            if (domain == 0 || length >= text.Length || text[length] is not (',' or ':'))
            {
                return 0;
            }

            if (text[length++] == ':')
            {
                return length;
            }
        }

        return 0;
    }

    private static int DomainOrLiteral(ReadOnlySpan<char> text)
    {
        return text is ['[', ..] ? MailboxGrammar.AddressLiteral(text) : MailboxGrammar.Domain(text);
    }
}
