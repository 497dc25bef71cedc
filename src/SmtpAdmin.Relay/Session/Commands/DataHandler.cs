using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>
/// DATA: hands the message to the store while it comes, and answers 250 only when the store has it for good.
/// </summary>
internal sealed class DataHandler : ICommandHandler
{
    public async ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Length > 0)
        {
            session.Reply(Replies.NoArgument);
            return false;
        }

        Envelope envelope = session.Transaction.ToEnvelope(session.Context, session.Client);
        var intake = new MessageIntake(session.Context, envelope.Id, cancellationToken);
        await using (intake.ConfigureAwait(false))
        {
            await intake.BeginAsync(envelope, session.Client.IsExtended).ConfigureAwait(false);
            if (intake.Refusal is { } refusal)
            {
                await session.ClearTransactionAsync().ConfigureAwait(false);
                session.Reply(refusal);
                return false;
            }

            session.Reply(Replies.StartMail);
            if (await ReceiveAsync(session, intake, cancellationToken).ConfigureAwait(false))
            {
                await session.EndMessageAsync(intake, cancellationToken).ConfigureAwait(false);
            }
        }

        await session.ClearTransactionAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads to the message's end, whatever becomes of it, so that the dialogue stays in step.</summary>
    /// <returns>Whether the end came.</returns>
    private static async ValueTask<bool> ReceiveAsync(
        SmtpSession session, MessageIntake intake, CancellationToken cancellationToken)
    {
        var decoder = new DataDecoder();
        while (true)
        {
            while (!session.Input.Buffered.IsEmpty)
            {
                ReadOnlyMemory<byte> block = session.Input.Buffered.First;
                DataStep step = decoder.Decode(block.Span);
                if (decoder.IsMalformed)
                {
                    await intake.RefuseAsync(Replies.MessageMalformed).ConfigureAwait(false);
                }

                await intake.AddAsync(block.Slice(step.ContentStart, step.ContentLength)).ConfigureAwait(false);
                session.Input.Consume(step.Consumed);
                if (step.IsEnd)
                {
                    return true;
                }
            }

            if (!await session.FillAsync(Interruption.Stop, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
    }
}
