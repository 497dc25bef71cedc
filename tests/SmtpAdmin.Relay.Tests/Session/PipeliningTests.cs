using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

public sealed class PipeliningTests
{
    private const string WholeSession =
        "EHLO c.test\r\nMAIL FROM:<a@b>\r\nRCPT TO:<\r\nRCPT TO:<c@d>\r\n"
        + "DATA\r\n..x\r\ny\r\n.\r\nRSET\r\nNOPE\r\nQUIT\r\n";

    private static readonly string[] s_replies =
        ["250 ", "250 2.1.0 ", "501 5.1.3 ", "250 2.1.5 ", "354 ", "250 2.0.0 Ok: q", "250 2.0.0 ", "500 ", "221 "];

    [Fact]
    public async Task A_whole_session_may_come_in_one_segment_or_split_at_every_byte()
    {
        await using TestRelay relay = TestRelay.Start();
        for (int offset = 0; offset < WholeSession.Length; offset++)
        {
            await using SmtpConversation client = await relay.GreetAsync();
            await client.SendAsync(WholeSession[..offset]);
            await client.SendAsync(WholeSession[offset..]);
            foreach (string reply in s_replies)
            {
                await client.ExpectAsync(reply);
            }

            await client.ExpectEndAsync();
        }

        Assert.Equal(WholeSession.Length, relay.Captured.Messages.Count);
        Assert.All(relay.Captured.Messages, message => Assert.Equal(".x\r\ny\r\n", TestRelay.ContentOf(message)));
    }

    [Fact]
    public async Task A_whole_session_may_come_byte_by_byte()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.GreetAsync();
        foreach (char value in WholeSession)
        {
            await client.SendAsync(value.ToString());
        }

        foreach (string reply in s_replies)
        {
            await client.ExpectAsync(reply);
        }
    }

    [Fact]
    public async Task When_no_recipient_was_taken_DATA_is_refused()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendAsync("MAIL FROM:<a@b>\r\nRCPT TO:<a\r\nRCPT TO:b>\r\nDATA\r\n");
        foreach (string reply in (string[])["250 ", "501 ", "501 ", "503 "])
        {
            await client.ExpectAsync(reply);
        }
    }
}
