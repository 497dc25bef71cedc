using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session.Authentication;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Fuzzing;

/// <summary>Whatever comes as content, header, token or reply, it is the same however it is cut, and ends where it must.</summary>
public sealed class ContentFuzzTests
{
    private static readonly string[] s_content =
        [".\r\n", "Subject: x\r\n\r\nbody\r\n.\r\n", "..\r\n...\r\n.\r\n", "a\r\n.b\r\n\r\n.\r\nQUIT\r\n", "a\n.\nb\r\n.\r\n"];

    private static readonly string[] s_replies =
        ["250 2.1.0 Ok\r\n", "250-relay\r\n250-SIZE 10\r\n250 DSN\r\n", "354 go\r\n", "421 4.3.2 Bye\r\n", "220\r\n"];

    private static readonly UserSecret s_secret = UserSecret.Create("pencil", new byte[16], iterations: 4096);

    [Fact]
    public void A_message_ends_at_the_first_CRLF_dot_CRLF_and_nowhere_else() => FuzzRun.Repeat(text =>
    {
        string input = string.Concat(Enumerable.Range(0, 1 + text.Next(3)).Select(_ => text.Spoil(s_content)));
        int end = ("\r\n" + input).IndexOf("\r\n.\r\n", StringComparison.Ordinal);
        (string content, bool isMalformed, int? consumed) = Decode([input]);
        Assert.Equal(end < 0 ? null : end + 3, consumed);
        (string Content, bool IsMalformed, int? Consumed) cut = Decode(text.Cut(input));
        Assert.Equal((content, isMalformed, consumed), cut);
        if (end >= 0 && !isMalformed)
        {
            string expected = ("\r\n" + input[..end]).Replace("\r\n.", "\r\n", StringComparison.Ordinal)[2..];
            Assert.Equal(expected, content);
        }
    });

    [Fact]
    public void Bare_line_ends_are_found_however_the_content_is_cut() => FuzzRun.Repeat(text =>
    {
        string input = text.Spoil(s_content);
        string rest = input.Replace("\r\n", string.Empty, StringComparison.Ordinal);
        var checker = new LineEndChecker();
        foreach (string part in text.Cut(input))
        {
            checker.Add(HostileText.Octets(part));
        }

        checker.End();
        Assert.Equal(rest.AsSpan().ContainsAny("\r\n\0"), checker.IsMalformed);
    });

    [Fact]
    public void A_proxy_header_is_read_within_its_bounds() => FuzzRun.Repeat(text =>
    {
        byte[] input = HostileText.Octets(text.Spoil(
            "PROXY TCP4 192.0.2.1 127.0.0.1 12345 25\r\n", "PROXY UNKNOWN\r\n",
            "\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0\u000C\u00C0\0\u0002\u0001\u007F\0\0\u0001\u0030\u0039\0\u0019"));
        ProxyHeader header = ProxyHeader.Parse(input);
        Assert.InRange(header.Length, 0, Math.Min(input.Length, ProxyHeader.MaximumLength));
        bool isLong = input.Length > ProxyHeader.MaximumLength;
        Assert.True(header.IsMalformed || header.Length > 0 || !isLong, "It would wait for ever.");
    });

    [Fact]
    public void An_XCLIENT_argument_gives_a_whole_address() => FuzzRun.Repeat(text =>
    {
        string argument = text.Spoil("ADDR=192.0.2.1 LOGIN=a+40b", "ADDR=IPV6:::1 NAME=[UNAVAILABLE]");
        if (XClientArgument.TryParse(argument, out XClientArgument client))
        {
            Assert.True(client.Address is not { IsIPv4MappedToIPv6: true });
            Assert.DoesNotContain(client.Login ?? string.Empty, char.IsControl);
        }
    });

    [Fact]
    public Task A_mechanism_never_signs_in_by_accident() => FuzzRun.RepeatAsync(async text =>
    {
        var mechanism = new ScramMechanism(name => (name, s_secret), "nonce");
        for (int step = 0; step < 3; step++)
        {
            string message = text.Spoil("n,,n=user,r=abc", "c=biws,r=abcnonce,p=" + new string('A', 43) + "=", "");
            SaslStep next = await mechanism.NextAsync(HostileText.Octets(message), default);
            Assert.NotEqual(SaslOutcome.Succeeded, next.Outcome);
        }

        string token = text.Spoil("user=a|auth=Bearer t||", "n,a=a,|host=h|auth=Bearer t||").Replace('|', '\u0001');
        TokenResponse? parsed = TokenResponse.ParseXOAuth2(token) ?? TokenResponse.ParseBearer(token);
        Assert.True(parsed is not { } response || response.Token.All(value => value is >= '!' and <= '~'));
        Assert.DoesNotContain(parsed?.UserName ?? string.Empty, char.IsControl);
    });

    [Fact]
    public void Replies_are_the_same_however_they_are_cut() => FuzzRun.Repeat(text =>
    {
        string input = string.Concat(Enumerable.Range(0, 1 + text.Next(3)).Select(_ => text.Spoil(s_replies)));
        Assert.Equal(Read([input]), Read(text.Cut(input)));
    });

    private static (string Content, bool IsMalformed, int? Consumed) Decode(IEnumerable<string> parts)
    {
        var decoder = new DataDecoder();
        var content = new StringBuilder();
        int consumed = 0;
        foreach (string part in parts)
        {
            ReadOnlySpan<byte> rest = HostileText.Octets(part);
            while (!rest.IsEmpty)
            {
                DataStep step = decoder.Decode(rest);
                content.Append(Encoding.Latin1.GetString(rest.Slice(step.ContentStart, step.ContentLength)));
                consumed += step.Consumed;
                rest = rest[step.Consumed..];
                if (step.IsEnd)
                {
                    return (content.ToString(), decoder.IsMalformed, consumed);
                }
            }
        }

        return (content.ToString(), decoder.IsMalformed, null);
    }

    /// <summary>The replies as text; a violation ends them.</summary>
    private static List<string> Read(IEnumerable<string> parts)
    {
        var parser = new SmtpReplyParser();
        var replies = new List<string>();
        try
        {
            foreach (string part in parts)
            {
                ReadOnlySpan<byte> rest = HostileText.Octets(part);
                while (!rest.IsEmpty)
                {
                    SmtpReply? reply = parser.Parse(rest, out int consumed);
                    rest = rest[consumed..];
                    if (reply is not null)
                    {
                        replies.Add($"{reply.Code} {reply.EnhancedStatus} {string.Join('|', reply.Lines)}");
                    }
                }
            }
        }
        catch (SmtpAdminException failure)
        {
            Assert.Equal(ErrorKind.ProtocolViolation, failure.Kind);
            replies.Add("(violation)");
        }

        return replies;
    }
}
