using System;
using System.Collections.Generic;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// The recipients of an envelope: To, Cc and Bcc together, each mailbox once. Local parts are compared without case,
/// since a mailbox that differs by case alone is the same mailbox on every server in use.
/// </summary>
internal static class EnvelopeRecipients
{
    public static List<MailAddress> From(params List<MailAddress>[] fields)
    {
        var recipients = new List<MailAddress>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (List<MailAddress> field in fields)
        {
            foreach (MailAddress address in field)
            {
                if (seen.Add(address.Address))
                {
                    recipients.Add(address);
                }
            }
        }

        return recipients;
    }
}
