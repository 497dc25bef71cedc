using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

public sealed class DialogueTests
{
    [Fact]
    public async Task A_message_is_taken_and_its_envelope_kept()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@client.test> SIZE=20 BODY=8BITMIME", "250 2.1.0 ");
        await client.SendExpectAsync("RCPT TO:<b@relay.test>", "250 2.1.5 ");
        await client.SendExpectAsync("RCPT TO:<@old.test:Postmaster@relay.test>", "250 2.1.5 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync("Subject: x\r\n\r\n..\r\n.\r\n");
        string reply = await client.ExpectAsync("250 2.0.0 Ok: queued as ");
        await client.SendExpectAsync("QUIT", "221 2.0.0 ");
        await client.ExpectEndAsync();

        (CapturedMessage message, string content) = await relay.CapturedAsync();
        Assert.Equal("Subject: x\r\n\r\n.\r\n", content);
        Assert.EndsWith(message.Envelope.Id + "\n", reply);
        Assert.Equal("a@client.test", message.Envelope.ReversePath);
        Assert.Equal(["b@relay.test", "Postmaster@relay.test"], message.Envelope.Recipients.Select(to => to.Address));
        Assert.Equal("client.test", message.Envelope.ClientName);
        Assert.Equal("127.0.0.1", message.Envelope.ClientAddress);
        Assert.True(message.Envelope.Is8BitMime);
        Assert.False(message.Envelope.IsEncrypted);
        Assert.Null(message.Envelope.AuthenticatedUser);
    }

    [Theory]
    [InlineData("NOOP", "250 2.0.0 ")]
    [InlineData("NOOP anything", "250 2.0.0 ")]
    [InlineData("HELP", "214 2.0.0 ")]
    [InlineData("VRFY someone", "252 2.5.0 ")]
    [InlineData("VRFY", "501 5.5.4 ")]
    [InlineData("EXPN list", "502 5.5.1 ")]
    [InlineData("BDAT 0 LAST", "503 5.5.1 ")]
    [InlineData("FOO", "500 5.5.1 ")]
    [InlineData("", "500 5.5.1 ")]
    [InlineData("RSET", "250 2.0.0 ")]
    [InlineData("RSET now", "501 5.5.4 ")]
    [InlineData("QUIT now", "501 5.5.4 ")]
    [InlineData("NO\nOP", "500 5.5.2 ")]
    [InlineData("NO\rOP", "500 5.5.2 ")]
    [InlineData("EHLO", "501 5.5.4 ")]
    [InlineData("EHLO two words", "501 5.5.4 ")]
    [InlineData("EHLO \u00E4", "501 5.5.4 ")]
    [InlineData("HELO host_name", "250 relay.test")]
    [InlineData("STARTTLS", "502 5.5.1 ")]
    [InlineData("AUTH PLAIN", "502 5.5.1 ")]
    [InlineData("DATA", "503 5.5.1 ")]
    [InlineData("RCPT TO:<a@b>", "503 5.5.1 ")]
    [InlineData("MAIL FROM:<bad", "501 5.1.7 ")]
    [InlineData("MAIL TO:<a@b>", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@b> FOO=1", "555 5.5.4 ")]
    [InlineData("MAIL FROM:<a@b> SIZE=x", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@b> SIZE", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@b> BODY=BINARYMIME", "250 2.1.0 ")]
    [InlineData("MAIL FROM:<a@b> BODY=9BIT", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@b> REQUIRETLS", "555 5.5.4 ")]
    [InlineData("MAIL FROM:<a@b> SMTPUTF8=YES", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@b> BODY=7bit", "250 2.1.0 ")]
    [InlineData("MAIL FROM:<a@b> SIZE=26214400", "250 2.1.0 ")]
    [InlineData("MAIL FROM:<a@b> SIZE=26214401", "552 5.3.4 ")]
    [InlineData("MAIL FROM:<a@b> SIZE=99999999999999999999", "552 5.3.4 ")]
    [InlineData("MAIL FROM:<a@b> SIZE=199999999999999999999", "501 5.5.4 ")]
    public async Task After_EHLO_each_command_has_its_reply(string command, string expected)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync(command, expected);
        await client.SendExpectAsync("QUIT", "221 2.0.0 ");
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b>", "503 5.5.1 ")]
    [InlineData("RCPT TO:<a@b>", "503 5.5.1 ")]
    [InlineData("DATA", "503 5.5.1 ")]
    [InlineData("NOOP", "250 2.0.0 ")]
    [InlineData("RSET", "250 2.0.0 ")]
    public async Task Before_EHLO_no_mail_can_be_sent(string command, string expected)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.GreetAsync();
        await client.SendExpectAsync(command, expected);
        await client.SendExpectAsync("MAIL FROM:<a@b>", "503 5.5.1 ");
    }

    [Theory]
    [InlineData("MAIL FROM:<c@d>", "503 5.5.1 ", "503")]
    [InlineData("DATA", "503 5.5.1 ", "503")]
    [InlineData("RCPT TO:<>", "501 5.1.3 ", "503")]
    [InlineData("RCPT TO:<a@b> FOO=NEVER", "555 5.5.4 ", "503")]
    [InlineData("RCPT TO:<Postmaster>", "250 2.1.5 ", "354")]
    public async Task Inside_a_transaction_the_order_is_kept(string command, string expected, string data)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync(command, expected);
        await client.SendExpectAsync("DATA", data);
    }

    [Theory]
    [InlineData("RSET")]
    [InlineData("EHLO again.test")]
    [InlineData("HELO again.test")]
    public async Task A_transaction_is_forgotten_after(string command)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendExpectAsync(command, "250 ");
        await client.SendExpectAsync("DATA", "503 5.5.1 ");
        await client.SendExpectAsync("MAIL FROM:<c@d>", "250 ");
    }

    [Fact]
    public async Task After_HELO_no_parameter_is_taken()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.GreetAsync();
        await client.SendExpectAsync("HELO client.test", "250 relay.test");
        await client.SendExpectAsync("MAIL FROM:<a@b> SIZE=1", "555 5.5.4 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 2.1.0 ");
        await client.SendExpectAsync("RCPT TO:<a@b> NOTIFY=NEVER", "555 5.5.4 ");
    }

    [Fact]
    public async Task EHLO_offers_what_can_be_used()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.GreetAsync();
        string reply = await client.SendExpectAsync("EHLO client.test", "250 ");
        Assert.Equal(
            "250-relay.test\n250-PIPELINING\n250-SIZE 26214400\n250-8BITMIME\n250-SMTPUTF8\n250-CHUNKING\n"
            + "250-BINARYMIME\n250-DSN\n250-ENHANCEDSTATUSCODES\n250 LIMITS RCPTMAX=100\n",
            reply);
    }

    [Fact]
    public async Task Ten_errors_end_the_session()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        for (int count = 0; count < 10; count++)
        {
            await client.SendExpectAsync("FOO", "500 5.5.1 ");
        }

        await client.ExpectAsync("421 4.7.0 ");
        await client.ExpectEndAsync();
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\nMAIL FROM:<a@b>\r\n")]
    public async Task A_browser_is_turned_away(string request)
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.GreetAsync();
        await client.SendAsync(request);
        await client.ExpectAsync("554 5.5.1 ");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task Recipients_over_the_limit_are_put_off()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.Options with { MaximumRecipients = 2 });
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<b@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<c@b>", "452 4.5.3 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync(".\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        Assert.Equal(["a@b", "b@b"], (await relay.CapturedAsync()).Message.Envelope.Recipients.Select(to => to.Address));
    }
}
