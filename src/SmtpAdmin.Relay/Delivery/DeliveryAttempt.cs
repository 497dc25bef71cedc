using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>Offers one message to the smart host and says what came of it. Only cancelling is thrown.</summary>
internal sealed class DeliveryAttempt(IMessageQueue queue, SmartHostLink link)
{
    /// <exception cref="OperationCanceledException">Cancelled before the message was sent whole.</exception>
    public async Task<AttemptReport> RunAsync(ReadyMessage ready, CancellationToken cancellationToken)
    {
        List<QueuedRecipient> recipients = ready.Message.OpenRecipients.ToList();
        SmtpSession session;
        try
        {
            session = await link.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException failure)
        {
            return OpeningFailed(recipients, failure);
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            // A defect on the way to the server is nothing that a message may suffer for.
            return new AttemptReport { RouteFault = defect.Message };
        }

        try
        {
            TransactionResult? result = await SendAsync(session, ready, recipients, cancellationToken)
                .ConfigureAwait(false);
            if (result is not null && link.IsReused && AttemptClassifier.IsStaleSession(result))
            {
                await link.CloseAsync().ConfigureAwait(false);
                return await RunAsync(ready, cancellationToken).ConfigureAwait(false);
            }

            return result is null ? new AttemptReport { Outcomes = [] } : Sent(session, recipients, result);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it was, the message must stay in the queue, and the session may be out of step.
            await link.CloseAsync().ConfigureAwait(false);
            return NotSent(recipients, failure);
        }
    }

    /// <returns>The result, or null where the message was removed from the queue meanwhile.</returns>
    private async Task<TransactionResult?> SendAsync(
        SmtpSession session, ReadyMessage ready, List<QueuedRecipient> recipients, CancellationToken cancellationToken)
    {
        Envelope envelope = ready.Message.Envelope;
        Stream? content = ready.Content is not null
            ? new MemoryStream(ready.Content, writable: false)
            : await queue.OpenBodyAsync(ready.Message.Id, cancellationToken).ConfigureAwait(false);
        if (content is null)
        {
            return null;
        }

        await using (content.ConfigureAwait(false))
        {
            var outgoing = new SmtpEnvelope
            {
                ReversePath = envelope.ReversePath,
                Recipients = recipients.ConvertAll(recipient => recipient.Address),
                Size = ready.Message.BodySize,
                Is8Bit = envelope.Is8BitMime,
                HasUtf8Header = envelope.IsUtf8,
                DeliveryStatus = NotificationRequest.From(envelope, recipients),
            };
            return await session.SendAsync(outgoing, content.CopyToAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nobody gets through at the moment, whomever the failure concerns.</summary>
    private static AttemptReport OpeningFailed(List<QueuedRecipient> recipients, SmtpAdminException failure) => new()
    {
        RouteFault = failure.Message,
        Outcomes = AttemptClassifier.ScopeOfOpening(failure) == FailureScope.Route
            ? null
            : AttemptClassifier.Outcomes(recipients, RecipientState.Deferred, failure),
    };

    private AttemptReport Sent(SmtpSession session, List<QueuedRecipient> recipients, TransactionResult result) =>
        AttemptClassifier.ScopeOf(result) == FailureScope.Route
            ? new AttemptReport { RouteFault = $"The smart host wants the relay to sign in: {result.Reply}" }
            : new AttemptReport
            {
                IsRouteUp = true,
                Outcomes = AttemptClassifier.Outcomes(
                    recipients, result, link.Server, session.Extensions.DeliveryStatus),
            };

    /// <summary>A fault on this side: an address that no path can carry never gets better, a disk may.</summary>
    private static AttemptReport NotSent(List<QueuedRecipient> recipients, Exception failure)
    {
        bool isAddress = failure is SmtpAdminException { Kind: ErrorKind.AddressInvalid };
        RecipientState state = isAddress ? RecipientState.Failed : RecipientState.Deferred;
        return new AttemptReport { Outcomes = AttemptClassifier.Outcomes(recipients, state, failure) };
    }
}
