using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Fuzzing;

/// <summary>Whatever comes as a command, parsers give an answer, and what they let through is clean and within bounds.</summary>
public sealed class CommandFuzzTests
{
    private static readonly string[] s_mail =
    [
        "FROM:<a@b.test> SIZE=10 BODY=8BITMIME", "FROM:<>", "FROM:<@x,@y:a.b@[127.0.0.1]> RET=HDRS ENVID=a+2Bb",
        "FROM:<\"a b\\\"\"@[IPv6:::1]> AUTH=<> REQUIRETLS", "FROM:<\u00C3\u00BC@b\u00C3\u00BCcher.test> SMTPUTF8",
        "FROM: a@b.test", "TO:<Postmaster> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+40b",
        "TO:<c@d.test> ORCPT=utf-8;\\x{1F600}\u00C3\u00BC@d NOTIFY=NEVER",
    ];

    private static readonly string[] s_lines =
    [
        "NOOP\r\n", "EHLO client.test\r\n", "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n", "AUTH PLAIN AAAA\r\n",
        new string('x', 2040) + "\r\n", "AUTH " + new string('x', 12270) + "\r\n",
    ];

    [Fact]
    public void Lines_are_the_same_however_they_are_cut() => FuzzRun.Repeat(text =>
    {
        string input = string.Concat(Enumerable.Range(0, 1 + text.Next(4)).Select(_ => text.Spoil(s_lines)));
        bool inAuthentication = text.Chance(20);
        IReadOnlyList<string> whole = Split([input], inAuthentication);
        Assert.Equal(whole, Split(text.Cut(input), inAuthentication));
        Assert.All(whole, line => Assert.True(line.Length <= CommandLineSplitter.AuthenticationLimit));
        Assert.All(whole, line => Assert.DoesNotContain(line, character => character is < ' ' or '\x7F'));
    });

    [Fact]
    public void A_command_is_read_or_unknown() => FuzzRun.Repeat(text =>
    {
        Command command = CommandParser.Parse(text.Spoil("MAIL FROM:<a@b>", "bdat 5 LAST", "QUIT", "STARTTLS", "X Y"));
        Assert.True(Enum.IsDefined(command.Verb));
        Assert.NotNull(command.Argument);
    });

    [Fact]
    public void A_path_that_is_let_through_is_clean_and_reads_the_same_again() => FuzzRun.Repeat(text =>
    {
        string argument = text.Spoil(s_mail);
        bool isMail = PathCommand.ParseMail(argument, out PathCommand command) is null;
        bool isUtf8 = text.Chance(50);
        if (!isMail && PathCommand.ParseRcpt(argument, isUtf8, out command) is not null)
        {
            return;
        }

        string path = command.Path.ToString();
        Assert.InRange(Encoding.UTF8.GetByteCount(path), 0, 256);
        Assert.DoesNotContain(path, char.IsControl);
        Assert.True(command.Path.LocalPart.StartsWith('"') || !path.AsSpan().ContainsAny("<> "));
        string octets = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"<{path}>"));
        Reply? again = isMail
            ? PathCommand.ParseMail($"FROM:{octets} SMTPUTF8", out PathCommand second)
            : PathCommand.ParseRcpt($"TO:{octets}", isUtf8: true, out second);
        Assert.Null(again);
        Assert.Equal(command.Path, second.Path);
        Assert.All(command.Parameters, CheckParameter);
    });

    [Fact]
    public void A_parameter_that_is_let_through_is_within_its_bounds() => FuzzRun.Repeat(text =>
    {
        string line = text.Spoil(s_mail);
        string argument = $"TO:<a@b> {line[(line.IndexOf(' ') + 1)..]}";
        Reply? refusal = PathCommand.ParseRcpt(argument, isUtf8: true, out PathCommand command);
        Assert.Equal(refusal is null, command.Parameters is not null);
        var parser = new MailParameterParser(offersAuthentication: true, offersRequireTls: true, offersBinaryMime: true);
        if (parser.Parse(command.Parameters ?? [], out MailParameters mail) is null)
        {
            Assert.True(mail.EnvelopeId is null || (mail.EnvelopeId.Length <= 100 && mail.EnvelopeId.All(IsPrintable)));
            Assert.True(mail.Size is null or >= 0);
        }

        if (RcptParameters.Parse(command.Parameters ?? [], out RcptParameters rcpt) is null)
        {
            Assert.True(!rcpt.Notify.HasFlag(DeliveryNotification.Never) || rcpt.Notify == DeliveryNotification.Never);
            Assert.DoesNotContain(rcpt.OriginalRecipient ?? string.Empty, char.IsControl);
            Assert.InRange(rcpt.OriginalRecipient?.Length ?? 0, 0, 500);
        }
    });

    [Fact]
    public void An_xtext_decodes_to_what_it_encodes() => FuzzRun.Repeat(text =>
    {
        if (!Xtext.TryDecode(text.Spoil("abc", "a+2Bb", "+3D+20", "x"), out string decoded))
        {
            return;
        }

        Assert.All(decoded, character => Assert.True(IsPrintable(character)));
        string encoded = string.Concat(decoded.Select(
            character => character is '+' or '=' or ' ' ? $"+{(int)character:X2}" : character.ToString()));
        Assert.True(Xtext.TryDecode(encoded, out string again));
        Assert.Equal(decoded, again);
    });

    [Fact]
    public void A_chunk_has_a_count_of_plain_digits() => FuzzRun.Repeat(text =>
    {
        string argument = text.Spoil("0", "12 LAST", "999999999999999999", "0 LAST");
        if (ChunkArgument.TryParse(argument, out ChunkArgument chunk))
        {
            string first = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            Assert.Equal(decimal.Parse(first, CultureInfo.InvariantCulture), chunk.Size);
            Assert.InRange(chunk.Size, 0, 999_999_999_999_999_999);
        }
    });

    private static void CheckParameter(EsmtpParameter parameter)
    {
        Assert.Matches(@"\A[A-Z0-9][A-Z0-9-]*\z", parameter.Keyword);
        Assert.DoesNotContain(parameter.Value ?? string.Empty, character => character <= ' ' || character == '=');
    }

    private static bool IsPrintable(char character) => character is >= ' ' and <= '~';

    private static List<string> Split(IEnumerable<string> parts, bool inAuthentication)
    {
        var splitter = new CommandLineSplitter();
        var lines = new List<string>();
        byte[] kept = [];
        foreach (string part in parts)
        {
            kept = [.. kept, .. HostileText.Octets(part)];
            var buffer = new ReadOnlySequence<byte>(kept);
            LineStatus status;
            while ((status = splitter.Split(ref buffer, inAuthentication, out var line)) != LineStatus.Incomplete)
            {
                lines.Add(status == LineStatus.Complete ? Encoding.Latin1.GetString(line) : $"!{status}");
            }

            kept = buffer.ToArray();
            Assert.InRange(kept.Length, 0, CommandLineSplitter.AuthenticationLimit);
        }

        return lines;
    }
}
