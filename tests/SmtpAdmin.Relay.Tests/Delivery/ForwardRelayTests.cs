using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>The parts of a relay in forward mode put together: listening, queue, delivery.</summary>
public sealed class ForwardRelayTests
{
    [Fact]
    public async Task A_message_sent_to_the_relay_reaches_the_smart_host_with_one_received_field_before_it()
    {
        await using ScriptedServer smartHost = new ScriptedServer().Greet().TakeMessage();
        await using TestForwardRelay relay = await TestForwardRelay.StartAsync(smartHost.Port);

        string replies = await SendAsync(relay.EndPoint.Port, "Subject: x\r\n\r\n..stuffed\r\nText\r\n");
        await Condition.WaitAsync(() => relay.Delivery.Counters.Delivered == 1);
        await relay.StopAsync();

        await smartHost.VerifyAsync();
        string content = Encoding.Latin1.GetString(Assert.Single(smartHost.Contents));
        Assert.StartsWith("Received: from client.example.org", content, StringComparison.Ordinal);
        Assert.EndsWith("\r\nSubject: x\r\n\r\n..stuffed\r\nText\r\n.\r\n", content, StringComparison.Ordinal);
        Assert.Contains("250 2.0.0", replies, StringComparison.Ordinal);
        Assert.Empty(await QueueFolder.ListAsync(relay.Queue));
    }

    /// <summary>Says a whole dialogue, a step at a time, and returns the server's replies.</summary>
    private static async Task<string> SendAsync(int port, string content)
    {
        using var client = new TcpClient("127.0.0.1", port);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        var replies = new StringBuilder();
        string[] steps =
        [
            string.Empty, "EHLO client.example.org\r\n", "MAIL FROM:<sender@example.org>\r\n",
            "RCPT TO:<anna@example.com>\r\n", "DATA\r\n", content + ".\r\n", "QUIT\r\n",
        ];
        foreach (string step in steps)
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(step), TestContext.Current.CancellationToken);
            string? line;
            do
            {
                line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
                replies.AppendLine(line);
            }
            while (line is { Length: > 3 } && line[3] == '-');
        }

        return replies.ToString();
    }
}
