using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.CrashChild;

/// <summary>
/// Commits messages from several tasks until it is killed, and writes a line with id and SHA-256 for each, after its
/// commit returned.
/// </summary>
internal sealed class QueueFiller(string folder, string prefix)
{
    private const int Writers = 4;
    private static readonly int[] s_sizes = [200, 3_000, 60_000, 70_000, 400_000];

    private int _count;

    public async Task RunAsync()
    {
        await using SqliteMessageQueue queue = await SqliteMessageQueue.OpenAsync(folder, TimeProvider.System);
        await using Stream output = Console.OpenStandardOutput();
        Stream lines = Stream.Synchronized(output);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => FillAsync(queue, lines))));
    }

    private async Task FillAsync(SqliteMessageQueue queue, Stream lines)
    {
        while (true)
        {
            int number = Interlocked.Increment(ref _count);
            byte[] body = RandomNumberGenerator.GetBytes(s_sizes[number % s_sizes.Length]);
            string id = prefix + number.ToString("D8", CultureInfo.InvariantCulture);
            await CommitAsync(queue, id, body);
            lines.Write(Encoding.ASCII.GetBytes($"{id} {Convert.ToHexString(SHA256.HashData(body))}\n"));
        }
    }

    private static async Task CommitAsync(SqliteMessageQueue queue, string id, byte[] body)
    {
        var envelope = new Envelope
        {
            Id = id,
            ReversePath = "sender@example.org",
            Recipients = [new EnvelopeRecipient("anna@example.com"), new EnvelopeRecipient("bert@example.com")],
            ClientAddress = "127.0.0.1",
            ClientName = "client.example.org",
            ReceivedAt = DateTimeOffset.UtcNow,
        };
        await using IMessageWriter writer = await queue.BeginAsync(envelope, CancellationToken.None);
        await writer.WriteAsync(body, CancellationToken.None);
        await writer.CommitAsync(body.Length, CancellationToken.None);
    }
}
