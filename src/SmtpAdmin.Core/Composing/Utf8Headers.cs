using System.Collections.Generic;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// When a header is written in UTF-8 (RFC 6532): where a local part is not ASCII, since nothing else can write it.
/// Anything else is encoded, and so reaches every server.
/// </summary>
internal static class Utf8Headers
{
    public static bool AreNeeded(params List<MailAddress>[] fields)
    {
        foreach (List<MailAddress> field in fields)
        {
            foreach (MailAddress address in field)
            {
                if (address.NeedsSmtpUtf8)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
