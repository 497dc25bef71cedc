using System.Collections.Generic;
using MailKit.Net.Smtp;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Sending;

/// <summary>Turns what MailKit keeps of a reply, its code and its lines without code, into ours.</summary>
internal static class MailKitReply
{
    private const int MaximumLines = 50;
    private const int MaximumLineLength = 510;

    /// <summary>Makes the reply; an enhanced status code that begins a line is taken off it (RFC 2034, section 4).</summary>
    public static SmtpReply Create(SmtpStatusCode code, string? text)
    {
        string[] rawLines = (text ?? string.Empty).Split(['\n'], MaximumLines + 1);
        var lines = new List<string>(rawLines.Length);
        EnhancedStatusCode? enhancedStatus = null;
        for (int i = 0; i < rawLines.Length && i < MaximumLines; i++)
        {
            string line = rawLines[i].Trim();
            int space = line.IndexOf(' ');
            if (EnhancedStatusCode.TryParse(space < 0 ? line : line.Substring(0, space), out EnhancedStatusCode status))
            {
                enhancedStatus ??= status;
                line = space < 0 ? string.Empty : line.Substring(space + 1).TrimStart();
            }

            lines.Add(PrintableText.From(line, MaximumLineLength));
        }

        return new SmtpReply { Code = (int)code, EnhancedStatus = enhancedStatus, Lines = lines };
    }
}
