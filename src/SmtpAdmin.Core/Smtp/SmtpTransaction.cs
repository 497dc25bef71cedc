using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>One mail transaction: MAIL, RCPT for each recipient, DATA, the content (RFC 5321, section 3.3).</summary>
internal sealed class SmtpTransaction
{
    // RFC 2920, section 3.1: the replies to what is sent in one go must fit a TCP window, or both sides wait for ever.
    private const int MaximumPipelinedCommands = 100;

    private readonly SmtpConnection _connection;
    private readonly List<string> _commands;
    private readonly bool _isPipelined;
    private readonly TransactionRecord _record;

    /// <param name="connection">The connection, between two transactions.</param>
    /// <param name="envelope">Sender and recipients.</param>
    /// <param name="extensions">What the server offers.</param>
    /// <exception cref="SmtpAdminException">AddressInvalid: a path cannot carry one of the mailboxes.</exception>
    public SmtpTransaction(SmtpConnection connection, SmtpEnvelope envelope, SessionExtensions extensions)
    {
        _connection = connection;
        _isPipelined = extensions.Pipelining;
        _record = new TransactionRecord(envelope.Recipients);
        _commands = EnvelopeCommands.Create(envelope, extensions);
    }

    /// <summary>Runs it; the server's refusals and a lost connection are in the result, not thrown.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the end of the content was sent.</exception>
    public async Task<TransactionResult> RunAsync(bool resetFirst, ContentWriter content, CancellationToken cancellationToken)
    {
        try
        {
            if (resetFirst)
            {
                await ResetAsync(cancellationToken).ConfigureAwait(false);
            }

            await SendEnvelopeAsync(cancellationToken).ConfigureAwait(false);
            if (_record.DataReply is { Code: 354 })
            {
                // RFC 2920, section 3.1: DATA may be accepted with no recipient left; then an empty message ends it.
                ContentWriter wanted = _record.HasAcceptedRecipient ? content : static (_, _) => Task.CompletedTask;
                await SendContentAsync(wanted, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SmtpAdminException failure)
        {
            _record.Failure ??= failure;
        }

        return _record.ToResult();
    }

    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        SmtpReply reply = await _connection.ExecuteAsync("RSET", cancellationToken).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
            throw new SmtpAdminException(ErrorKind.ServerUnavailable, "The server did not take RSET.", reply);
        }
    }

    private async Task SendEnvelopeAsync(CancellationToken cancellationToken)
    {
        int groupSize = _isPipelined ? MaximumPipelinedCommands : 1;
        for (int first = 0; first < _commands.Count; first += groupSize)
        {
            int count = Math.Min(groupSize, _commands.Count - first);
            bool isOnlyData = first == _commands.Count - 1;
            if (_record.IsMailRefused || (isOnlyData && !_record.HasAcceptedRecipient))
            {
                return;
            }

            List<string> group = _commands.GetRange(first, count);
            await _connection.SendCommandsAsync(group, cancellationToken).ConfigureAwait(false);
            for (int index = first; index < first + count; index++)
            {
                SmtpReply reply = await _connection.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
                await RecordAsync(index, reply).ConfigureAwait(false);
            }
        }
    }

    private async Task RecordAsync(int index, SmtpReply reply)
    {
        bool isData = index == _commands.Count - 1;
        if (index == 0)
        {
            _record.MailReply = reply;
        }
        else if (isData)
        {
            _record.DataReply = reply;
        }
        else
        {
            _record.SetRecipientReply(index - 1, reply);
        }

        if (!_connection.IsOpen)
        {
            throw new SmtpAdminException(ErrorKind.ServerUnavailable, "The server ends the connection.", reply);
        }

        bool isOutOfStep = isData ? reply.IsPositive : reply.IsIntermediate;
        if (isOutOfStep)
        {
            // Whether the server now waits for commands or for content is anyone's guess.
            await _connection.DisposeAsync().ConfigureAwait(false);
            throw new SmtpAdminException(
                ErrorKind.ProtocolViolation,
                $"The server's reply does not fit {(isData ? "DATA" : "the envelope")}.",
                reply);
        }
    }

    private async Task SendContentAsync(ContentWriter content, CancellationToken cancellationToken)
    {
        try
        {
            await _connection.SendContentAsync(content, cancellationToken).ConfigureAwait(false);
            _record.FinalReply = await _connection.ReadDataEndReplyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (
            _connection.IsContentEndSent && failure is SmtpAdminException or OperationCanceledException)
        {
            // Cancelling comes too late here: the message may have been taken, and the caller must learn that.
            _record.IsContentEndSent = true;
            _record.Failure = new SmtpAdminException(
                ErrorKind.OutcomeUnknown,
                $"No reply to the message's end came. {failure.Message}",
                innerException: failure);
        }
    }
}
