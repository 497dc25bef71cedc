using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

/// <summary>RFC 2034, section 4: every reply but greeting, EHLO's, 334 and 354 carries a code of its class.</summary>
public sealed partial class EnhancedStatusTests
{
    // What comes before STARTTLS, with and without an open transaction, and after it.
    private static readonly string[] s_plain =
    [
        "NOOP", "X", "\u00E4", "N\rOOP", new('n', 3000), "HELP", "VRFY x", "VRFY", "EXPN x", "EHLO a b", "DATA",
    ];

    private static readonly string[] s_transaction =
    [
        "MAIL FROM:<", "MAIL FROM:<a@b> X=1", "MAIL FROM:<a@b> SIZE=99999999", "MAIL FROM:<\u00C3\u00BC@b>",
        "MAIL FROM:<a@b>", "MAIL FROM:<a@b>", "RCPT TO:<", "RCPT TO:<a@b> NOTIFY=X", "DATA", "BDAT 0", "RCPT TO:<a@b>",
        "RCPT TO:<c@b>", "BDAT 0", "DATA", "BDAT 0 LAST", "AUTH PLAIN x",
    ];

    private static readonly string[] s_secure =
    [
        "STARTTLS", "AUTH X", "AUTH PLAIN =", "AUTH PLAIN *", "MAIL FROM:<a@b>", "AUTH PLAIN =", "RCPT TO:<a@b>", "RSET",
    ];

    [Fact]
    public async Task A_whole_session_goes_by_it()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions with { MaximumRecipients = 1 });
        foreach (string[] lines in (string[][])[s_plain[..8], s_plain[8..], s_transaction[..8], s_transaction[4..]])
        {
            await using SmtpConversation client = await relay.HelloAsync();
            await SayAsync(client, lines);
        }

        await using SmtpConversation secure = await relay.GreetAsync();
        await secure.StartTlsAsync();
        await SayAsync(secure, s_secure);
    }

    [Fact]
    public async Task What_ends_a_session_carries_one_too()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        foreach (string last in (string[])["QUIT", "GET / HTTP/1.1", "BDAT x", "STARTTLS\r\nNOOP"])
        {
            await using SmtpConversation client = await relay.HelloAsync();
            await SayAsync(client, last);
            await client.ExpectEndAsync();
        }
    }

    [Fact]
    public async Task Under_TLS_only_what_TLS_decides_is_offered_otherwise()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.GreetAsync();
        List<string> before = Keywords(await client.SendExpectAsync("EHLO client.test", "250 "));
        List<string> after = Keywords(await client.StartTlsAsync());
        Assert.Equal(["STARTTLS"], before.Except(after));
        Assert.Equal(["REQUIRETLS", "AUTH SCRAM-SHA-256 PLAIN LOGIN"], after.Except(before));
        Assert.Equal(before.Intersect(after), after.Intersect(before));
    }

    private static async Task SayAsync(SmtpConversation client, params string[] lines)
    {
        foreach (string line in lines)
        {
            await client.SendLineAsync(line);
            string reply = await client.ReadReplyAsync();
            Assert.All(reply.TrimEnd('\n').Split('\n'), text => Assert.Matches(Form(), text));
            Assert.All(reply.Split('\n'), text => Assert.True(text.Length <= 510));
        }
    }

    private static List<string> Keywords(string reply) =>
        reply.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line[4..]).ToList();

    [GeneratedRegex(@"\A(?:([245])[0-9]{2}[ -]\1\.[0-9]{1,3}\.[0-9]{1,3} [A-Z0-9]|334 |354 ).*\z")]
    private static partial Regex Form();
}
