using System;
using System.Globalization;
using System.Text.RegularExpressions;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Status;

/// <summary>Finds a status in a reply, an error, a line of a log or a bounce.</summary>
internal static class StatusText
{
    // A bounce may be long; what it says of the status stands in its first part.
    private const int MaximumLength = 64 * 1024;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    // "550 5.1.1", "550-5.1.1", "550-mail.example.com 5.1.1" and "550 #5.1.0"; never inside a longer number.
    private static readonly Regex s_both = Create(@"(?<![\d.])([2-5]\d\d)[ -]#?([245]\.\d{1,3}\.\d{1,3})(?![\d.])");

    // The fields of RFC 3464 and of logs, and a code in the running text that is no address.
    private static readonly Regex s_enhanced = Create(
        @"(?:Status: ?|dsn=|status_code=)([245]\.\d{1,3}\.\d{1,3})(?![\d.])|(?<![\d.:\[])([245]\.\d{1,3}\.\d{1,3})(?![\d.\]])");

    // At the start, or behind what introduces a reply.
    private static readonly Regex s_basic = Create(
        @"(?:^|said: |replied: |smtp; ?|response: ?|error: ?|<<< |: )#?([2-5]\d\d)(?:[ -]|$)");

    /// <summary>Reads the first status of the text.</summary>
    /// <returns>The codes, and the text from there on in one line; neither code where there is none.</returns>
    public static (int? Code, EnhancedStatusCode? Enhanced, string Text) Read(string text)
    {
        string bounded = text.Length > MaximumLength ? text.Substring(0, MaximumLength) : text;
        Match both = s_both.Match(bounded);
        Match enhanced = both.Success ? both : s_enhanced.Match(bounded);
        Match basic = both.Success ? both : s_basic.Match(bounded);
        int? code = basic.Success ? int.Parse(basic.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        string? status = both.Success ? both.Groups[2].Value
            : enhanced.Success ? enhanced.Groups[1].Value + enhanced.Groups[2].Value
            : null;
        return (
            code,
            EnhancedStatusCode.TryParse(status, out EnhancedStatusCode parsed) ? parsed : null,
            PrintableText.From(bounded.Trim(), maximumLength: 1000));
    }

    private static Regex Create(string pattern) =>
        new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline, s_timeout);
}
