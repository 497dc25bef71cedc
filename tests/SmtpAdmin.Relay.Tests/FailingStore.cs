using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Tests;

/// <summary>A store that fails where it is told to, and commits only when it may.</summary>
internal sealed class FailingStore(IMessageStore inner) : IMessageStore
{
    private int _open;

    /// <summary>The name of the method that fails, or null.</summary>
    public string? FailAt { get; set; }

    public Task CommitGate { get; init; } = Task.CompletedTask;

    /// <summary>Completes when a commit has begun.</summary>
    public TaskCompletionSource CommitBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many writers are not disposed.</summary>
    public int Open => _open;

    public async ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        ThrowAt(nameof(BeginAsync));
        var writer = new Writer(this, await inner.BeginAsync(envelope, cancellationToken));
        Interlocked.Increment(ref _open);
        return writer;
    }

    private void ThrowAt(string step)
    {
        if (FailAt == step)
        {
            throw new IOException("The disk is full.");
        }
    }

    private sealed class Writer(FailingStore store, IMessageWriter inner) : IMessageWriter
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            store.ThrowAt(nameof(WriteAsync));
            return inner.WriteAsync(content, cancellationToken);
        }

        public async ValueTask CommitAsync(long size, CancellationToken cancellationToken)
        {
            store.ThrowAt(nameof(CommitAsync));
            store.CommitBegan.TrySetResult();
            await store.CommitGate.WaitAsync(cancellationToken);
            await inner.CommitAsync(size, cancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref store._open);
            return inner.DisposeAsync();
        }
    }
}
