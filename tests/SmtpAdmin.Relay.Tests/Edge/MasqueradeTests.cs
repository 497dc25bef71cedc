using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Edge;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Edge;

public sealed class MasqueradeTests
{
    private static readonly Dictionary<string, string> s_domains = new()
    {
        ["corp.test"] = "example.com",
        ["*.corp.test"] = "example.com",
    };

    private static readonly Masquerade s_masquerade = new(s_domains);

    [Theory]
    [InlineData("root@corp.test", "root@example.com")]
    [InlineData("root@A.B.CORP.test", "root@example.com")]
    [InlineData("\"a@corp.test\"@other.test", "\"a@corp.test\"@other.test")]
    [InlineData("root@notcorp.test", "root@notcorp.test")]
    [InlineData("root@corp.test.other.test", "root@corp.test.other.test")]
    [InlineData("", "")]
    public void A_sender_gets_its_outside_domain(string address, string expected) =>
        Assert.Equal(expected, s_masquerade.Rewrite(address));

    [Theory]
    [InlineData("From: root@corp.test\r\n", "From: root@example.com\r\n")]
    [InlineData("FROM : Root <root@host.corp.test>\r\n", "FROM : Root <root@example.com>\r\n")]
    [InlineData("From: \"root@corp.test\" <root@corp.test>\r\n", "From: \"root@corp.test\" <root@example.com>\r\n")]
    [InlineData("From: a@corp.test (at @corp.test \\) @corp.test)\r\n", "From: a@example.com (at @corp.test \\) @corp.test)\r\n")]
    [InlineData("From: \"a\\\" @corp.test\" <a@corp.test>\r\n", "From: \"a\\\" @corp.test\" <a@example.com>\r\n")]
    [InlineData("From: a@other.test,\r\n b@corp.test\r\n", "From: a@other.test,\r\n b@example.com\r\n")]
    [InlineData("Reply-To: a@corp.test\r\nSender: b@corp.test\r\n", "Reply-To: a@example.com\r\nSender: b@example.com\r\n")]
    [InlineData("To: a@corp.test\r\n b@corp.test\r\nSubject: @corp.test\r\n", "To: a@corp.test\r\n b@corp.test\r\nSubject: @corp.test\r\n")]
    [InlineData("From: a@corp.test.other.test\r\n", "From: a@corp.test.other.test\r\n")]
    [InlineData("From: a@", "From: a@")]
    [InlineData("From: \u00E4 <a@corp.test>\r\n", "From: \u00E4 <a@example.com>\r\n")]
    public void Fields_with_senders_keep_all_other_bytes(string header, string expected)
    {
        byte[] rewritten = s_masquerade.Rewrite(Encoding.Latin1.GetBytes(header));
        Assert.Equal(expected, Encoding.Latin1.GetString(rewritten));
    }

    [Fact]
    public async Task A_submission_goes_out_under_the_outside_domain()
    {
        RelayOptions options = TestRelay.Options with
        {
            Mode = RelayMode.Forward,
            SmartHost = new SmtpEndpoint("smart.example.com"),
            QueuePath = "unused",
            Masquerade = s_domains,
        };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<root@host.corp.test>", "250 ");
        await client.SendExpectAsync("RCPT TO:<b@corp.test>", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync("From: root@host.corp.test\r\n\r\nFrom: root@host.corp.test\r\n.\r\n");
        await client.ExpectAsync("250 ");
        Envelope envelope = relay.Captured.Messages.Single().Envelope;
        Assert.Equal(("root@example.com", "b@corp.test"), (envelope.ReversePath, envelope.Recipients[0].Address));
        Assert.EndsWith(
            "From: root@example.com\r\n\r\nFrom: root@host.corp.test\r\n", Encoding.ASCII.GetString(relay.Captured.Messages.Single().Raw));
    }
}
