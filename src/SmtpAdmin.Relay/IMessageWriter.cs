using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay;

/// <summary>
/// One message on its way into a store. Exactly one of two things happens: CommitAsync returns, and the message is the
/// store's responsibility for good; or the writer is disposed without it, and nothing of the message remains.
/// </summary>
internal interface IMessageWriter : IAsyncDisposable
{
    /// <summary>Adds content: the relay's Received field, then the message as sent, dot-stuffing removed.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes the message as durable as the store promises. Only then may the session answer 250.</summary>
    /// <param name="size">The message's size in bytes, as the client sent it.</param>
    /// <param name="cancellationToken">Ends the waiting; a commit under way may still happen.</param>
    ValueTask CommitAsync(long size, CancellationToken cancellationToken);
}
