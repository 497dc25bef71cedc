using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Delivery.Lanes;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>Offers messages to a server by SMTP and says what came of it.</summary>
internal sealed class DeliveryAttempt(IMessageQueue queue, SessionLink link, bool isDirect) : IDeliveryAttempt
{
    public async Task<AttemptReport> RunAsync(DeliveryJob job, CancellationToken cancellationToken)
    {
        IReadOnlyList<QueuedRecipient> recipients = job.Recipients;
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
            TransactionResult? result = await SendAsync(session, job.Ready, recipients, cancellationToken)
                .ConfigureAwait(false);
            if (result is not null && link.IsReused && AttemptClassifier.IsStaleSession(result))
            {
                await link.CloseAsync().ConfigureAwait(false);
                return await RunAsync(job, cancellationToken).ConfigureAwait(false);
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

    public ValueTask DisposeAsync() => link.DisposeAsync();

    /// <returns>The result, or null where the message was removed from the queue meanwhile.</returns>
    private async Task<TransactionResult?> SendAsync(
        SmtpSession session, ReadyMessage ready, IReadOnlyList<QueuedRecipient> recipients, CancellationToken cancellationToken)
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
                Recipients = recipients.Select(recipient => recipient.Address).ToArray(),
                Size = ready.Message.BodySize,
                Is8Bit = envelope.Is8BitMime,
                HasUtf8Header = envelope.IsUtf8,
                DeliveryStatus = NotificationRequest.From(envelope, recipients),
            };
            return await session.SendAsync(outgoing, content.CopyToAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Nobody gets through at the moment, whomever the failure concerns; only a domain that takes no mail ever fails
    /// what is for it, and nothing is wrong with the way.
    /// </summary>
    private AttemptReport OpeningFailed(IReadOnlyList<QueuedRecipient> recipients, SmtpAdminException failure) =>
        AttemptClassifier.ScopeOfOpening(failure, isDirect) switch
        {
            FailureScope.Destination => new AttemptReport
            {
                Outcomes = AttemptClassifier.Outcomes(recipients, RecipientState.Failed, failure),
            },
            FailureScope.Message => new AttemptReport
            {
                RouteFault = failure.Message,
                Outcomes = AttemptClassifier.Outcomes(recipients, RecipientState.Deferred, failure),
            },
            _ => new AttemptReport { RouteFault = failure.Message },
        };

    private AttemptReport Sent(SmtpSession session, IReadOnlyList<QueuedRecipient> recipients, TransactionResult result)
    {
        if (AttemptClassifier.IsPacing(result))
        {
            return new AttemptReport { RouteFault = $"The server wants less at once: {result.Reply}", IsTooFast = true };
        }

        // A stranger's server that wants a sign-in does not want this mail; ours would let it through once it is mended.
        return !isDirect && AttemptClassifier.ScopeOf(result) == FailureScope.Route
            ? new AttemptReport { RouteFault = $"The server wants the relay to sign in: {result.Reply}" }
            : new AttemptReport
            {
                IsRouteUp = true,
                Outcomes = AttemptClassifier.Outcomes(recipients, result, link.Host, session.Extensions.DeliveryStatus),
            };
    }

    /// <summary>
    /// A fault on this side: an address that no path can carry and a content that is gone never get better, a disk may.
    /// </summary>
    private static AttemptReport NotSent(IReadOnlyList<QueuedRecipient> recipients, Exception failure)
    {
        bool isFinal = failure is SmtpAdminException { Kind: ErrorKind.AddressInvalid or ErrorKind.MessageUnreadable };
        RecipientState state = isFinal ? RecipientState.Failed : RecipientState.Deferred;
        return new AttemptReport { Outcomes = AttemptClassifier.Outcomes(recipients, state, failure) };
    }
}
