using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Tests.Crash;

/// <summary>
/// Keeps of each message the hash of what its first sender wrote, and how many copies came; reports do not count.
/// </summary>
internal sealed class HashingStore : IMessageStore
{
    private readonly ConcurrentDictionary<string, int> _copies = new();

    /// <summary>How long the client waits for its 250.</summary>
    public TimeSpan CommitTime { get; set; }

    public ICollection<string> Hashes => _copies.Keys;

    public IReadOnlyDictionary<string, int> Copies => _copies;

    public static string Hash(byte[] content) => Convert.ToHexString(SHA256.HashData(content));

    public ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken) =>
        new(new Writer(this, isReport: envelope.ReversePath.Length == 0));

    private sealed class Writer(HashingStore store, bool isReport) : IMessageWriter
    {
        private readonly MemoryStream _content = new();

        public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            _content.WriteAsync(content, cancellationToken);

        public async ValueTask CommitAsync(long size, CancellationToken cancellationToken)
        {
            await Task.Delay(store.CommitTime, cancellationToken);
            string message = ReceivedFields.Skip(Encoding.Latin1.GetString(_content.ToArray()));
            if (!isReport)
            {
                store._copies.AddOrUpdate(Hash(Encoding.Latin1.GetBytes(message)), 1, (_, count) => count + 1);
            }
        }

        public ValueTask DisposeAsync() => _content.DisposeAsync();
    }
}
