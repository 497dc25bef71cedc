using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Fuzzing;

/// <summary>Whole sessions, spoilt: each ends in replies of the right form, none in a fault, and nothing stays open.</summary>
public sealed partial class SessionFuzzTests
{
    private static readonly string[] s_sessions =
    [
        "EHLO c.test\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: x\r\n\r\n..\r\n.\r\nQUIT\r\n",
        "EHLO c.test\r\nMAIL FROM:<a@b> BODY=BINARYMIME\r\nRCPT TO:<c@d>\r\nBDAT 5\r\nab\r\ncBDAT 3 LAST\r\n\r\n\0QUIT\r\n",
        "EHLO c.test\r\nMAIL FROM:<a@b> RET=FULL ENVID=x\r\nRCPT TO:<c@d> NOTIFY=DELAY\r\nRSET\r\nNOOP\r\nVRFY x\r\n",
        "HELO c.test\r\nMAIL FROM:<>\r\nRCPT TO:<Postmaster>\r\nDATA\r\n.\r\nMAIL FROM:<a@b>\r\nEHLO d\r\nHELP\r\nQUIT\r\n",
        "EHLO c\r\nAUTH PLAIN AAAA\r\nAUTH LOGIN\r\n*\r\nXCLIENT ADDR=192.0.2.1\r\nEHLO c\r\nSTARTTLS now\r\nQUIT\r\n",
    ];

    [Fact]
    public async Task A_spoilt_session_does_no_harm()
    {
        FailingStore? store = null;
        RelayOptions options = TestRelay.SecureOptions with { TrustedXClients = [new IpNetwork("127.0.0.1")], MaximumMessageSize = 2000 };
        await using TestRelay relay = TestRelay.Start(options, decorate: inner => store = new FailingStore(inner));
        await FuzzRun.RepeatAsync(async text =>
        {
            await using SmtpConversation client = await relay.GreetAsync();
            string session = text.Spoil(s_sessions);
            foreach (string part in text.Chance(50) ? text.Cut(session).Take(50) : [session])
            {
                await SendAsync(client, part);
            }

            client.CloseSending();
            string reply;
            while ((reply = await client.ReadReplyAsync()).Length > 0)
            {
                Assert.All(reply.TrimEnd('\n').Split('\n'), line => Assert.Matches(Form(), line));
            }
        });

        await using SmtpConversation last = await relay.HelloAsync();
        await last.SendExpectAsync("QUIT", "221 ");
        Assert.Equal(0, relay.Server.Counters.ConnectionFaults);
        Assert.Equal(0, store!.Open);
    }

    /// <summary>A session that has ended takes no more.</summary>
    private static async Task SendAsync(SmtpConversation client, string part)
    {
        try
        {
            await client.SendAsync(part);
        }
        catch (IOException)
        {
        }
    }

    [GeneratedRegex(@"\A[2-5][0-5][0-9][ -][ -~]+\z")]
    private static partial Regex Form();
}
