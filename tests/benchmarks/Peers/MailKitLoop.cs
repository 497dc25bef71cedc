using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>What a C# programmer would write with MailKit alone: compose and send, on one connection or several.</summary>
internal static class MailKitLoop
{
    public static Task SendAsync(int port, int connections, int messages, CancellationToken cancellationToken)
        => Task.WhenAll(Enumerable.Range(0, connections).Select(index => Task.Run(
            () => SendOnOneConnectionAsync(port, Share(messages, connections, index), cancellationToken), cancellationToken)));

    private static async Task SendOnOneConnectionAsync(int port, int messages, CancellationToken cancellationToken)
    {
        using SmtpClient client = new();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, cancellationToken);
        for (int i = 0; i < messages; i++)
        {
            using MimeMessage message = Compose();
            await client.SendAsync(message, cancellationToken);
        }

        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static MimeMessage Compose()
    {
        MimeMessage message = new()
        {
            Subject = TestMessage.Subject,
            Body = new TextPart("plain") { Text = TestMessage.Body },
        };
        message.From.Add(MailboxAddress.Parse(TestMessage.Sender));
        message.To.Add(MailboxAddress.Parse(TestMessage.Recipient));
        return message;
    }

    private static int Share(int messages, int connections, int index)
        => (messages / connections) + (index < messages % connections ? 1 : 0);
}
