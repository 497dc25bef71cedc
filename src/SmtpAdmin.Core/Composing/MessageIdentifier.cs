using System;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>The Message-ID of a draft (RFC 5322, section 3.6.4).</summary>
internal static class MessageIdentifier
{
    // A field is one line of at most 998 octets, and an identifier cannot be folded.
    private const int MaximumLength = 900;

    /// <summary>A new one, of the sender's domain rather than of this machine's name.</summary>
    public static string Create(string domain) => $"{Guid.NewGuid():N}@{domain}";

    /// <summary>Reads one as a user gives it, with or without angle brackets.</summary>
    /// <exception cref="SmtpAdminException">HeaderInvalid: it is none.</exception>
    public static string Parse(string text)
    {
        string id = text.Trim(' ');
        if (id.Length > 1 && id[0] == '<' && id[id.Length - 1] == '>')
        {
            id = id.Substring(1, id.Length - 2);
        }

        int at = id.IndexOf('@');
        bool isValid = at > 0 && at == id.LastIndexOf('@') && at < id.Length - 1 && id.Length <= MaximumLength;
        foreach (char character in id)
        {
            isValid &= character is > ' ' and < '\x7F' and not ('<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\' or '"');
        }

        return isValid
            ? id
            : throw new SmtpAdminException(
                ErrorKind.HeaderInvalid, $"'{PrintableText.From(text)}' is no Message-ID of the form id@example.com.");
    }
}
