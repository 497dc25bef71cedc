using System.Collections.Generic;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>Reads the address texts of a draft, each of which may name several mailboxes.</summary>
internal static class AddressTexts
{
    /// <exception cref="SmtpAdminException">AddressInvalid: a text is no address.</exception>
    public static List<MailAddress> ReadAll(IReadOnlyList<string> texts)
    {
        var addresses = new List<MailAddress>(texts.Count);
        for (int i = 0; i < texts.Count; i++)
        {
            addresses.AddRange(MailAddressParser.ParseList(texts[i]));
        }

        return addresses;
    }
}
