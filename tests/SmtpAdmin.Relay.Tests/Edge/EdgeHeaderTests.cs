using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Relay.Edge;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Edge;

public sealed class EdgeHeaderTests
{
    private static readonly RelayOptions s_forward = TestRelay.Options with
    {
        Mode = RelayMode.Forward,
        SmartHost = new SmtpEndpoint("smart.example.com"),
        QueuePath = "unused",
        AddsMissingFields = true,
    };

    [Theory]
    [InlineData("Subject: x\r\n\r\nbody\r\n", "Date Message-ID Subject")]
    [InlineData("Date: x\r\n\r\n", "Message-ID Date")]
    [InlineData("MESSAGE-ID : <a@b>\r\n\r\n", "Date MESSAGE-ID")]
    [InlineData("dAte: x\r\nMessage-Id: <a@b>\r\n\r\nDate: y\r\n", "dAte Message-Id")]
    [InlineData("X-Date: x\r\nSubject: a\r\n Date: folded\r\n\r\nMessage-ID: body\r\n", "Date Message-ID X-Date Subject")]
    [InlineData("Subject: no end\r\n", "Date Message-ID Subject")]
    public async Task A_submission_gets_the_fields_that_it_lacks(string message, string expected)
    {
        await using TestRelay relay = TestRelay.Start(s_forward);
        string raw = await SendAsync(relay, message);
        string[] lines = raw.Split("\r\n");
        string[] names = [.. lines.TakeWhile(line => line.Length > 0).Where(line => line[0] is not (' ' or '\t'))
            .Select(line => line.Split(':')[0].Trim())];
        Assert.Equal("Received " + expected, string.Join(" ", names));
        Assert.EndsWith(message, raw, StringComparison.Ordinal);
        string id = lines.First(line => line.Contains(" id ", StringComparison.Ordinal)).Split(" id ")[1].TrimEnd(';');
        bool isOwn = expected.Contains("Message-ID", StringComparison.Ordinal);
        Assert.Equal(isOwn, raw.Contains($"Message-ID: <{id}@relay.test>\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_of_strangers_and_what_needs_no_work_stay_as_they_are()
    {
        RelayOptions outside = s_forward with { RelayNetworks = [new IpNetwork("192.0.2.0/24")], AcceptedDomains = ["relay.test"] };
        foreach (RelayOptions options in new[] { outside, s_forward with { AddsMissingFields = false }, TestRelay.Options })
        {
            await using TestRelay relay = TestRelay.Start(options);
            Assert.DoesNotContain("Message-ID", await SendAsync(relay, "Subject: x\r\n\r\n"));
        }
    }

    [Fact]
    public async Task A_header_that_never_ends_does_not_fill_the_memory()
    {
        await using TestRelay relay = TestRelay.Start(s_forward);
        string huge = string.Concat(Enumerable.Repeat("X-Filler: 0123456789012345678901234567890123456789\r\n", 20_000));
        string raw = await SendAsync(relay, huge + "\r\nbody\r\n");
        Assert.EndsWith(huge + "\r\nbody\r\n", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("Message-ID", raw);
    }

    [Theory]
    [InlineData("Subject: x\r\nDat", false, false, false)]
    [InlineData("Subject: x\r\nDate:\r\n", false, true, false)]
    [InlineData("\r\nDate: x\r\n", true, false, false)]
    [InlineData("Dates: x\r\nMessage-ID :\r\n\r\n", true, false, true)]
    [InlineData("", false, false, false)]
    public void A_header_is_looked_at_as_it_grows(string text, bool isComplete, bool hasDate, bool hasMessageId)
    {
        byte[] content = Encoding.ASCII.GetBytes(text);
        var whole = new HeaderScan();
        whole.Continue(content);
        var growing = new HeaderScan();
        for (int length = 0; length <= content.Length; length++)
        {
            growing.Continue(content.AsSpan(0, length));
        }

        foreach (HeaderScan scan in new[] { whole, growing })
        {
            Assert.Equal((isComplete, hasDate, hasMessageId), (scan.IsComplete, scan.HasDate, scan.HasMessageId));
        }
    }

    internal static async Task<string> SendAsync(TestRelay relay, string message)
    {
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync(message + ".\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        CapturedMessage captured = relay.Captured.Messages.Single();
        return Encoding.Latin1.GetString(captured.Raw);
    }
}
