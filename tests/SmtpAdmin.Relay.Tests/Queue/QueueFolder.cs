using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Tests.Queue;

/// <summary>A folder for one test's queue, and the steps that every such test takes.</summary>
internal sealed class QueueFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("smtpadmin-queue-").FullName;

    public IEnumerable<string> BodyFiles =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Path, "bodies"), "*", SearchOption.AllDirectories);

    public Task<SqliteMessageQueue> OpenAsync(TimeProvider? time = null, int? maximumPages = null) =>
        SqliteMessageQueue.OpenAsync(Path, time ?? TimeProvider.System, maximumPages);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static Envelope Envelope(string id, params string[] recipients) => new()
    {
        Id = id,
        ReversePath = "sender@example.org",
        Recipients = recipients.Length > 0
            ? [.. recipients.Select(address => new EnvelopeRecipient(address))]
            : [new EnvelopeRecipient("anna@example.com")],
        Is8BitMime = true,
        ClientAddress = "127.0.0.1",
        ClientName = "client.example.org",
        AuthenticatedUser = "scanner",
        IsEncrypted = true,
        ReceivedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
    };

    /// <summary>Content that depends on the seed alone.</summary>
    public static byte[] Body(int size, int seed = 1)
    {
        byte[] body = new byte[size];
        new Random(seed).NextBytes(body);
        return body;
    }

    public static async Task AddAsync(IMessageStore queue, Envelope envelope, byte[] body)
    {
        await using IMessageWriter writer = await queue.BeginAsync(envelope, CancellationToken.None);
        foreach (byte[] chunk in body.Chunk(16 * 1024))
        {
            await writer.WriteAsync(chunk, CancellationToken.None);
        }

        await writer.CommitAsync(body.Length, CancellationToken.None);
    }

    public static async Task<byte[]?> ReadBodyAsync(IMessageQueue queue, string id)
    {
        await using Stream? stream = await queue.OpenBodyAsync(id, CancellationToken.None);
        if (stream is null)
        {
            return null;
        }

        var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    public static async Task<List<QueuedMessage>> ListAsync(IMessageQueue queue)
    {
        var messages = new List<QueuedMessage>();
        await foreach (QueuedMessage message in queue.ListAsync(CancellationToken.None))
        {
            messages.Add(message);
        }

        return messages;
    }
}
