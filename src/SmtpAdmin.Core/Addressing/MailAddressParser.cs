using System;
using System.Collections.Generic;
using System.Text;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Addressing;

/// <summary>
/// Reads addresses as a user types them: <c>a@b</c>, <c>Name &lt;a@b&gt;</c>, several with commas or semicolons between.
/// Comments and folding (RFC 5322, section 3.2.2) are for message headers and are refused here.
/// </summary>
internal static class MailAddressParser
{
    // RFC 5321, section 4.5.3.1.3: a path has at most 256 octets, its angle brackets included.
    private const int MaximumAddressLength = 254;

    /// <summary>Reads exactly one address.</summary>
    /// <exception cref="SmtpAdminException">The text is not one address.</exception>
    public static MailAddress Parse(string? text)
    {
        List<MailAddress> addresses = ParseList(text);
        return addresses.Count == 1 ? addresses[0] : throw Invalid(text, "names more than one address");
    }

    /// <summary>Reads one address or more.</summary>
    /// <exception cref="SmtpAdminException">An element is no address, or there is none.</exception>
    public static List<MailAddress> ParseList(string? text)
    {
        var addresses = new List<MailAddress>(capacity: 1);
        foreach (string element in MailAddressList.Split(text ?? string.Empty))
        {
            addresses.Add(ParseElement(element));
        }

        return addresses.Count > 0 ? addresses : throw Invalid(text, "is empty");
    }

    // mailbox = name-addr / addr-spec; name-addr = [display-name] "<" addr-spec ">"
    private static MailAddress ParseElement(string text)
    {
        foreach (char character in text)
        {
            if (WireText.IsHarmful(character))
            {
                throw Invalid(text, "holds a control character");
            }
        }

        if (!text.EndsWith(">", StringComparison.Ordinal))
        {
            return ParseAddrSpec(text, displayName: null);
        }

        int bracket = text.LastIndexOf('<');
        return bracket >= 0
            ? ParseAddrSpec(text.Substring(bracket + 1, text.Length - bracket - 2).Trim(' '), ParseDisplayName(text, bracket))
            : throw Invalid(text, "ends in '>' without a '<'");
    }

    // display-name = phrase; beyond the grammar, dots and at signs are taken unquoted, since the name is quoted anew.
    private static string? ParseDisplayName(string text, int length)
    {
        string name = text.Substring(0, length).Trim(' ');
        if (name.Length > 1 && name[0] == '"' && name[name.Length - 1] == '"')
        {
            return Unquote(name);
        }

        if (name.IndexOfAny(['"', '<', '>']) >= 0)
        {
            throw Invalid(text, "has a display name that needs to be quoted as a whole");
        }

        return name.Length > 0 ? name : null;
    }

    private static string Unquote(string quoted)
    {
        var name = new StringBuilder(quoted.Length);
        for (int i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] == '\\' && i + 1 < quoted.Length - 1)
            {
                i++;
            }

            name.Append(quoted[i]);
        }

        return name.ToString();
    }

    // addr-spec = local-part "@" domain; a domain has no at sign, so the last one divides.
    private static MailAddress ParseAddrSpec(string text, string? displayName)
    {
        int at = text.LastIndexOf('@');
        if (at < 0 || at == text.Length - 1)
        {
            throw Invalid(text, "has no domain");
        }

        string localPart = text.Substring(0, at);
        if (!LocalPart.IsValid(localPart))
        {
            throw Invalid(text, "has no valid part before the '@'");
        }

        if (!MailDomain.TryNormalize(text.Substring(at + 1), out string domain))
        {
            throw Invalid(text, "has no valid domain behind the '@'");
        }

        if (localPart.Length + 1 + domain.Length > MaximumAddressLength)
        {
            throw Invalid(text, "is longer than 254 characters");
        }

        return new MailAddress { DisplayName = displayName, LocalPart = localPart, Domain = domain };
    }

    private static SmtpAdminException Invalid(string? text, string reason) =>
        new(ErrorKind.AddressInvalid, $"The address '{PrintableText.From(text)}' {reason}.");
}
