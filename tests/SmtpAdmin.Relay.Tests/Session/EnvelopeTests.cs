using System;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

/// <summary>What MAIL and RCPT declare reaches the store.</summary>
public sealed class EnvelopeTests
{
    [Fact]
    public async Task A_relay_that_forwards_promises_nothing_that_its_delivery_does_not_keep()
    {
        RelayOptions options = TestRelay.SecureOptions with
        {
            Mode = RelayMode.Forward,
            SmartHost = new SmtpEndpoint("127.0.0.1:1"),
            QueuePath = "unused",
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.GreetAsync();

        string offered = await client.StartTlsAsync();

        Assert.DoesNotContain("BINARYMIME", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("REQUIRETLS", offered, StringComparison.Ordinal);
        await client.SendExpectAsync("MAIL FROM:<a@b> BODY=BINARYMIME", "5");
        await client.SendExpectAsync("MAIL FROM:<a@b> REQUIRETLS", "555 5.5.4 ");
    }

    [Fact]
    public async Task What_is_asked_of_notifications_is_kept()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b> RET=FULL ENVID=x+3D1", "250 ");
        await client.SendExpectAsync("RCPT TO:<c@d> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;C+2B@d", "250 ");
        await client.SendExpectAsync("RCPT TO:<e@d> NOTIFY=NEVER", "250 ");
        await client.SendExpectAsync("RCPT TO:<f@d>", "250 ");
        await client.SendExpectAsync("RCPT TO:<g@d> NOTIFY=NEVER,DELAY", "501 5.5.4 ");
        Envelope envelope = await EndAsync(relay, client);
        Assert.Equal(DeliveryReturn.Full, envelope.Return);
        Assert.Equal("x=1", envelope.EnvelopeId);
        EnvelopeRecipient[] expected =
        [
            new("c@d")
            {
                Notify = DeliveryNotification.OnSuccess | DeliveryNotification.Delay,
                OriginalRecipient = "rfc822;C+@d",
            },
            new("e@d") { Notify = DeliveryNotification.Never },
            new("f@d"),
        ];
        Assert.Equal(expected, envelope.Recipients);
        Assert.False(envelope.IsUtf8);
        Assert.False(envelope.RequiresTls);
    }

    [Fact]
    public async Task With_SMTPUTF8_addresses_are_text()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync(Octets("MAIL FROM:<\u7528@\u4F8B.test> SMTPUTF8"), "250 ");
        await client.SendExpectAsync(Octets("RCPT TO:<\u00FC@d> ORCPT=utf-8;\u00FC@d"), "250 ");
        Envelope envelope = await EndAsync(relay, client);
        Assert.True(envelope.IsUtf8);
        Assert.Equal("\u7528@\u4F8B.test", envelope.ReversePath);
        Assert.Equal(new EnvelopeRecipient("\u00FC@d") { OriginalRecipient = "utf-8;\u00FC@d" }, envelope.Recipients[0]);
        string received = Encoding.ASCII.GetString((await relay.CapturedAsync()).Message.Raw);
        Assert.Contains(" with UTF8SMTP id ", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_SMTPUTF8_addresses_are_ASCII_and_the_next_message_must_declare_it_anew()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync(Octets("MAIL FROM:<\u00FC@b>"), "553 5.6.7 ");
        await client.SendExpectAsync("MAIL FROM:<a@b> SMTPUTF8", "250 ");
        await client.SendExpectAsync(Octets("RCPT TO:<\u00FC@d>"), "250 ");
        await client.SendExpectAsync("RCPT TO:<\u00FC@d>", "501 5.1.3 ");
        await client.SendExpectAsync("RSET", "250 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync(Octets("RCPT TO:<\u00FC@d>"), "553 5.6.7 ");
    }

    [Fact]
    public async Task Under_TLS_a_message_may_require_it_all_the_way()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.GreetAsync();
        Assert.DoesNotContain("REQUIRETLS", await client.SendExpectAsync("EHLO c", "250 "), StringComparison.Ordinal);
        await client.SendExpectAsync("MAIL FROM:<a@b> REQUIRETLS", "555 5.5.4 ");
        Assert.Contains("250-REQUIRETLS\n", await client.StartTlsAsync(), StringComparison.Ordinal);
        await client.SendExpectAsync("MAIL FROM:<a@b> REQUIRETLS", "250 ");
        await client.SendExpectAsync("RCPT TO:<c@d>", "250 ");
        Assert.True((await EndAsync(relay, client)).RequiresTls);
    }

    private static async Task<Envelope> EndAsync(TestRelay relay, SmtpConversation client)
    {
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync("x\r\n.\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        return (await relay.CapturedAsync()).Message.Envelope;
    }

    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
