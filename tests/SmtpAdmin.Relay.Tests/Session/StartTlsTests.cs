using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

public sealed class StartTlsTests
{
    [Fact]
    public async Task Inside_TLS_everything_begins_anew()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendExpectAsync("STARTTLS", "220 2.0.0 ");
        await client.UpgradeAsync();
        await client.SendExpectAsync("DATA", "503 5.5.1 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "503 5.5.1 ");
        await client.SendExpectAsync("EHLO inside.test", "250 ");
        await client.SendExpectAsync("DATA", "503 5.5.1 ");
        await client.SendExpectAsync("STARTTLS", "503 5.5.1 ");
    }

    [Fact]
    public async Task A_message_comes_through_TLS()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        await client.SendAsync("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n");
        await client.ExpectAsync("250 ");
        await client.ExpectAsync("250 ");
        await client.ExpectAsync("354 ");
        await client.SendAsync("secret\r\n.\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        (CapturedMessage message, string content) = await relay.CapturedAsync();
        Assert.Equal("secret\r\n", content);
        Assert.True(message.Envelope.IsEncrypted);
        Assert.Contains(" with ESMTPS id ", System.Text.Encoding.ASCII.GetString(message.Raw));
    }

    [Theory]
    [InlineData("STARTTLS\r\nNOOP\r\n")]
    [InlineData("STARTTLS\r\nEHLO evil.test\r\nMAIL FROM:<a@b>\r\n")]
    [InlineData("STARTTLS\r\nX")]
    [InlineData("STARTTLS\r\nRSET\r\nNOOP\r\nQUIT\r\n")]
    public async Task What_comes_behind_STARTTLS_in_plain_text_ends_the_connection(string input)
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendAsync(input);
        await client.ExpectAsync("554 5.5.1 ");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task Plain_text_in_place_of_the_handshake_ends_the_connection()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("STARTTLS", "220 ");
        await client.SendLineAsync("EHLO plain.test");
        await client.ExpectEndAsync();
        Assert.Equal(0, relay.Server.Counters.ConnectionFaults);
    }

    [Theory]
    [InlineData("STARTTLS now", "501 5.5.4 ")]
    [InlineData("starttls", "220 2.0.0 ")]
    public async Task STARTTLS_takes_no_argument(string command, string expected)
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync(command, expected);
    }

    [Fact]
    public async Task It_is_offered_outside_TLS_and_AUTH_inside()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.GreetAsync();
        string outside = await client.SendExpectAsync("EHLO client.test", "250 ");
        Assert.Contains("STARTTLS", outside);
        Assert.DoesNotContain("AUTH", outside);
        string inside = await client.StartTlsAsync();
        Assert.DoesNotContain("STARTTLS", inside);
        Assert.Contains("250 AUTH SCRAM-SHA-256 PLAIN LOGIN\n", inside);
    }
}
