using System.Collections.Generic;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>Turns our addresses into MimeKit's.</summary>
internal static class MimeMailbox
{
    public static MailboxAddress From(MailAddress address) => new(address.DisplayName, address.Address);

    public static List<MailboxAddress> FromAll(IReadOnlyList<MailAddress> addresses)
    {
        var mailboxes = new List<MailboxAddress>(addresses.Count);
        foreach (MailAddress address in addresses)
        {
            mailboxes.Add(From(address));
        }

        return mailboxes;
    }
}
