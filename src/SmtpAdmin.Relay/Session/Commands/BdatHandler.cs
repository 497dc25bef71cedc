using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>
/// BDAT (RFC 3030, section 2): hands each chunk to the store while it comes. The octets of a chunk that is refused are
/// taken all the same, before the reply, so that none of them is read as a command.
/// </summary>
internal sealed class BdatHandler : ICommandHandler
{
    /// <summary>
    /// The largest chunk whose octets are taken only to be dropped; announcing a larger one ends the session. It is far
    /// above what any server takes, so a client that did not ask for the limit still gets its reply.
    /// </summary>
    private const long MaximumDropped = 1L << 30;

    public async ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (!ChunkArgument.TryParse(argument, out ChunkArgument chunk))
        {
            session.End(Replies.ChunkSyntax);
            return false;
        }

        ChunkedMessage message = session.Transaction.Chunks ??= await ChunkedMessage.BeginAsync(
            session, session.Transaction.ToEnvelope(session.Context, session.Client), cancellationToken)
            .ConfigureAwait(false);
        await message.ExpectAsync(chunk.Size).ConfigureAwait(false);
        if (!await TakeAsync(session, chunk, message, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (!chunk.IsLast && !message.IsRefused)
        {
            session.Reply(Replies.ChunkOk);
            return true;
        }

        // After a chunk that was refused the transaction has failed; the rest of its chunks is out of sequence.
        await message.EndAsync(session, cancellationToken).ConfigureAwait(false);
        await session.ClearTransactionAsync().ConfigureAwait(false);
        return false;
    }

    public async ValueTask RefuseAsync(
        SmtpSession session, string argument, Reply refusal, CancellationToken cancellationToken)
    {
        if (!ChunkArgument.TryParse(argument, out ChunkArgument chunk))
        {
            session.End(Replies.ChunkSyntax);
        }
        else if (await TakeAsync(session, chunk, message: null, cancellationToken).ConfigureAwait(false))
        {
            session.Reply(refusal);
        }
    }

    /// <summary>Takes the octets of a chunk, whatever becomes of them.</summary>
    /// <returns>Whether all came; otherwise the session ends.</returns>
    private static async ValueTask<bool> TakeAsync(
        SmtpSession session, ChunkArgument chunk, ChunkedMessage? message, CancellationToken cancellationToken)
    {
        if (chunk.Size > MaximumDropped && message is not { IsRefused: false })
        {
            session.End(Replies.ChunkTooLarge);
            return false;
        }

        Interruption tolerated = message is null ? Interruption.None : Interruption.Stop;
        long left = chunk.Size;
        while (left > 0)
        {
            if (session.Input.Buffered.IsEmpty)
            {
                if (!await session.FillAsync(tolerated, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                continue;
            }

            ReadOnlyMemory<byte> block = session.Input.Buffered.First;
            int length = (int)Math.Min(block.Length, left);
            if (message is not null)
            {
                await message.AddAsync(block[..length]).ConfigureAwait(false);
            }

            session.Input.Consume(length);
            left -= length;
        }

        return true;
    }
}
