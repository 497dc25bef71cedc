using System.Text.RegularExpressions;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// Finds the server's own identifier of a message in its reply to the message's end. RFC 5321 leaves the text free;
/// these are the forms that servers in use have. A text of another form names none: nothing is guessed.
/// </summary>
internal static class QueueIdentifier
{
    private const int MaximumLength = 512;

    // The text of a peer: each pattern is linear in its length, and the length is bounded.
    private static readonly Regex[] s_forms =
    [
        Form(@"\bqueued as (?<id>[\w.-]+)"), // Postfix, this project's relay
        Form(@"\[InternalId=(?<id>\d+)"), // Exchange
        Form(@"\bOK id=(?<id>[\w-]+)"), // Exim
        Form(@"^(?<id>[0-9A-Za-z]{6,}) Message accepted for delivery"), // Sendmail, OpenSMTPD
        Form(@"^O[Kk]:?\s+(?<id>[0-9a-f]{16}-[0-9a-f-]{20,})$"), // Amazon SES
        Form(@"^OK\s+(?<id>\d+ [\w.-]+ - gsmtp)$"), // Gmail
        Form(@"\bid=(?<id>[\w.@-]{6,})"),
    ];

    /// <summary>The identifier, or null where the reply names none in a known form.</summary>
    public static string? Find(SmtpReply? reply)
    {
        if (reply is not { IsPositive: true })
        {
            return null;
        }

        string text = reply.Text;
        text = text.Length > MaximumLength ? text.Substring(0, MaximumLength) : text;
        foreach (Regex form in s_forms)
        {
            Match match = form.Match(text);
            if (match.Success)
            {
                return match.Groups["id"].Value;
            }
        }

        return null;
    }

    private static Regex Form(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
