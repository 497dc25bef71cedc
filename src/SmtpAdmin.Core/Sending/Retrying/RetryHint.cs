using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SmtpAdmin.Core.Sending.Retrying;

/// <summary>Finds in a transient reply how long the server asks to wait.</summary>
/// <remarks>
/// No RFC defines this text. Greylisting servers and providers write "try again in 300 seconds", "retry after 5 minutes",
/// "Greylisted for 60s", "please wait 00:04:59". A number counts only with a unit, or as a clock, and only behind words
/// that ask to wait, so that other numbers of the text (queue ids, addresses, limits "per 60 minutes") do not.
/// </remarks>
internal static class RetryHint
{
    private const int MaximumTextLength = 500;

    // Bounded repetition only, and a time limit besides: the text is the server's.
    private static readonly Regex s_hint = new(
        @"\b(?:in|after|for|wait|within|another)\b[ :=]{1,3}(?:at\ least\ |about\ |another\ )?(?:
            (?<hours>\d{1,2}):(?<minutes>[0-5]\d):(?<seconds>[0-5]\d)
          | (?<number>\d{1,6})\ ?(?<unit>seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)\b
        )",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.ExplicitCapture,
        TimeSpan.FromMilliseconds(100));

    private static readonly Regex s_request = new(
        @"\b(?:again|retry|retries|wait|later|greylist|graylist|resend|resubmit|back|defer|reconnect)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromMilliseconds(100));

    /// <summary>The wait that the server names, or null where it names none.</summary>
    public static TimeSpan? Find(SmtpReply? reply)
    {
        if (reply is not { IsTransientFailure: true })
        {
            return null;
        }

        string text = reply.Text;
        text = text.Length > MaximumTextLength ? text.Substring(0, MaximumTextLength) : text;
        try
        {
            return s_request.IsMatch(text) && s_hint.Match(text) is { Success: true } hint ? Read(hint) : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static TimeSpan Read(Match hint)
    {
        if (hint.Groups["hours"].Success)
        {
            return new TimeSpan(Number(hint, "hours"), Number(hint, "minutes"), Number(hint, "seconds"));
        }

        int number = Number(hint, "number");
        return char.ToLowerInvariant(hint.Groups["unit"].Value[0]) switch
        {
            'h' => TimeSpan.FromHours(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromSeconds(number),
        };
    }

    private static int Number(Match hint, string group) =>
        int.Parse(hint.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);
}
