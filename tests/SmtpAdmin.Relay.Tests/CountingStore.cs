using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Tests;

/// <summary>A store that keeps nothing and counts what it is given.</summary>
internal sealed class CountingStore : IMessageStore
{
    private long _written;
    private int _open;

    public long Written => Interlocked.Read(ref _written);

    /// <summary>How many writers are not disposed.</summary>
    public int Open => Volatile.Read(ref _open);

    public ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        return new ValueTask<IMessageWriter>(new Writer(this));
    }

    private sealed class Writer(CountingStore store) : IMessageWriter
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            Interlocked.Add(ref store._written, content.Length);
            return default;
        }

        public ValueTask CommitAsync(long size, CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref store._open);
            return default;
        }
    }
}
