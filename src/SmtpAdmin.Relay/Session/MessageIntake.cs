using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>
/// A message on its way into the store. The first reason to refuse it counts; from then on nothing more is stored, and
/// what was stored is given up at once, while the rest of the message is still read.
/// </summary>
internal sealed class MessageIntake(RelayContext context, string id, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    // RFC 5321, section 6.3: a threshold of "normally at least 100".
    private const int MaximumHops = 100;

    private readonly HopCounter _hops = new();
    private IMessageWriter? _writer;
    private long _size;

    /// <summary>Why the message will not be taken, or null.</summary>
    public Reply? Refusal { get; private set; }

    /// <summary>Opens the store for the message and writes the Received field.</summary>
    public async ValueTask BeginAsync(Envelope envelope, bool isExtended)
    {
        try
        {
            _writer = await context.Store.BeginAsync(envelope, cancellationToken).ConfigureAwait(false);
            byte[] received = ReceivedField.Create(envelope, context.HostName, isExtended);
            await _writer.WriteAsync(received, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsStoreFailure(exception))
        {
            await RefuseAsync(Replies.StoreFailed).ConfigureAwait(false);
        }
    }

    /// <summary>Whether so many bytes more stay within the largest size.</summary>
    public bool HasRoomFor(long size) => size <= context.Options.MaximumMessageSize - _size;

    /// <summary>Takes the next part of the content.</summary>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> content)
    {
        if (Refusal is not null || content.IsEmpty)
        {
            return;
        }

        bool hasRoom = HasRoomFor(content.Length);
        _size += content.Length;
        _hops.Add(content.Span);
        if (!hasRoom)
        {
            await RefuseAsync(Replies.MessageTooLarge).ConfigureAwait(false);
        }
        else if (_hops.Count > MaximumHops)
        {
            await RefuseAsync(Replies.TooManyHops).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(content).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the message up.</summary>
    public async ValueTask RefuseAsync(Reply refusal)
    {
        Refusal ??= refusal;
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Commits the message, if nothing spoke against it.</summary>
    /// <returns>The reply to the message's end.</returns>
    public async ValueTask<Reply> EndAsync()
    {
        if (Refusal is null)
        {
            await CommitAsync().ConfigureAwait(false);
        }

        if (Refusal is not null)
        {
            context.Counters.MessageRefused();
            return Refusal;
        }

        context.Counters.MessageAccepted(_size);
        return new Reply(250, "2.0.0", $"Ok: queued as {id}");
    }

    public async ValueTask DisposeAsync()
    {
        IMessageWriter? writer = _writer;
        _writer = null;
        if (writer is null)
        {
            return;
        }

        try
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsStoreFailure(exception))
        {
            // The store could not even give up: what it keeps of the message is its own matter, the session goes on.
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> content)
    {
        try
        {
            await _writer!.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsStoreFailure(exception))
        {
            await RefuseAsync(Replies.StoreFailed).ConfigureAwait(false);
        }
    }

    private async ValueTask CommitAsync()
    {
        try
        {
            await _writer!.CommitAsync(_size, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsStoreFailure(exception))
        {
            await RefuseAsync(Replies.StoreFailed).ConfigureAwait(false);
        }
    }

    /// <summary>Any failure of the store is the store's; only the end of the session itself goes on up.</summary>
    private bool IsStoreFailure(Exception exception)
    {
        return exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested;
    }
}
