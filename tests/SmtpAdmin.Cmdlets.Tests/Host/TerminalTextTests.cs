using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;
using SmtpAdmin.Host.Terminal;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Host;

public sealed class TerminalTextTests
{
    private static readonly ChoiceDescription[] s_choices = [new("&Yes"), new("Yes to &All"), new("Stop")];

    [Theory]
    [InlineData("y", -1, 0)]
    [InlineData("A", -1, 1)]
    [InlineData("yes to all", -1, 1)]
    [InlineData("stop", -1, 2)]
    [InlineData("s", -1, null)]
    [InlineData("", 1, 1)]
    [InlineData("", -1, null)]
    public void A_choice_is_named_by_its_key_or_its_label(string answer, int standard, int? expected)
        => Assert.Equal(expected, ChoicePrompt.Find(answer, s_choices, standard));

    [Fact]
    public void The_question_shows_keys_and_default()
        => Assert.Equal(
            "[Y] Yes  [A] Yes to All  [Stop] Stop  [?] Help (default is \"Y\"): ",
            ChoicePrompt.Question(s_choices, defaultChoice: 0));

    [Theory]
    [InlineData("abc\r", "abc", "***")]
    [InlineData("ab\bc\r", "ac", "**\b \b*")]
    [InlineData("\b\ba\r", "a", "*")]
    [InlineData("a\tb\r", "ab", "**")]
    public void A_secret_shows_only_asterisks(string typed, string secret, string shown)
    {
        Queue<char> keys = new(typed);
        string echo = "";

        SecureString read = MaskedInput.Read(() => KeyOf(keys.Dequeue()), text => echo += text);

        Assert.Equal(secret, new NetworkCredential("", read).Password);
        Assert.Equal(shown + Environment.NewLine, echo);
    }

    [Theory]
    [InlineData(80, "Sending 40%: 2 of 5 (00:01:05 left)")]
    [InlineData(11, "Sending 40")]
    public void Progress_fits_in_less_than_a_line(int width, string expected)
    {
        ProgressRecord record = new(1, "Sending", "2 of 5") { PercentComplete = 40, SecondsRemaining = 65 };

        Assert.Equal(expected, ProgressLine.Format(record, width));
    }

    [Fact]
    public void An_escape_sequence_of_a_server_reaches_no_terminal()
    {
        ErrorRecord record = new(new InvalidOperationException("554 \x1b[2Jno"), "Refused", ErrorCategory.NotSpecified, null)
        {
            ErrorDetails = new ErrorDetails("554 \x1b[2Jno\r\nmore") { RecommendedAction = "Ask." },
        };

        string[] lines = ErrorPrinter.Format(record, inColour: false).Split(Environment.NewLine);

        Assert.Equal(
            ["Error: 554 \uFFFD[2Jno", "    more", "  Recommended action: Ask.", "  Error id: Refused", ""], lines);
    }

    private static ConsoleKeyInfo KeyOf(char c) => c switch
    {
        '\r' => new ConsoleKeyInfo(c, ConsoleKey.Enter, false, false, false),
        '\b' => new ConsoleKeyInfo(c, ConsoleKey.Backspace, false, false, false),
        _ => new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false),
    };
}
