using System;
using System.Collections.Generic;
using MimeKit;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Chooses the fields that a DKIM signature covers: those that make up the message for its reader (RFC 6376, section
/// 5.4.1), each occurrence of them. Fields that make the message look different when a second one is added are named
/// once more than they occur (section 8.15). That is done only for those that are there, since servers on the way may
/// add a missing Date or Message-ID; From is always there.
/// </summary>
internal static class DkimHeaderFields
{
    private static readonly HashSet<string> s_signed = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "Reply-To", "Subject", "Date", "Message-ID", "To", "Cc", "MIME-Version", "In-Reply-To",
        "References", "Resent-Date", "Resent-From", "Resent-Sender", "Resent-To", "Resent-Cc", "Resent-Message-ID",
        "List-Id", "List-Help", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Subscribe", "List-Post", "List-Owner",
        "List-Archive",
    };

    private static readonly string[] s_oversigned =
        ["from", "sender", "reply-to", "subject", "date", "message-id", "to", "cc", "mime-version", "content-type"];

    /// <summary>The names for tag h=, in lower case.</summary>
    public static List<string> Choose(MimeMessage message)
    {
        var names = new List<string>();
        Add(names, message.Headers);
        if (message.Body is { } body)
        {
            Add(names, body.Headers);
        }

        foreach (string name in s_oversigned)
        {
            if (names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static void Add(List<string> names, HeaderList fields)
    {
        foreach (Header field in fields)
        {
            if (s_signed.Contains(field.Field) || field.Field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                names.Add(field.Field.ToLowerInvariant());
            }
        }
    }
}
