using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>Reads the count of messages from what <c>smtp-sink -c</c> writes, in pieces as they come.</summary>
internal sealed partial class SinkCounter
{
    private string _rest = "";

    /// <summary>How many messages the sink has taken.</summary>
    public int Messages { get; private set; }

    // sess=1 quit=0 mesg=12 CR, again and again over the same line of a terminal
    public void Feed(ReadOnlySpan<char> text)
    {
        string all = string.Concat(_rest, text);
        int end = all.LastIndexOf('\r');
        if (end >= 0 && LastCount().Match(all, end) is { Success: true } match)
        {
            Messages = int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        _rest = all[(end + 1)..];
    }

    [GeneratedRegex(@"mesg=(\d+)\s*", RegexOptions.RightToLeft | RegexOptions.CultureInvariant)]
    private static partial Regex LastCount();
}
