using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>Makes the notifications that follow from what became of a message, ready for the queue.</summary>
internal sealed class ReportFactory(IMessageQueue queue, DeliveryOptions options, TimeProvider time)
{
    private readonly ReportRules _rules = new(options.IsOwnClient);

    /// <summary>
    /// Says what an attempt came to, with the reports of it. Failures that are reported, or that their sender asked not
    /// to be told of, are done with; others stay failed.
    /// </summary>
    public async Task<AttemptOutcome> ReportAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Recipients.All(recipient => ReportRules.KindOf(recipient) is null)
            || !_rules.MayReport(outcome.Message.Envelope))
        {
            return outcome;
        }

        var reports = new List<NewMessage>();
        foreach (ReportKind kind in (ReportKind[])[ReportKind.Failed, ReportKind.Relayed])
        {
            List<ReportedRecipient> recipients = outcome.Recipients
                .Where(recipient => ReportRules.KindOf(recipient) == kind)
                .Select(recipient => (Outcome: recipient, Recipient: Find(outcome.Message, recipient.Ordinal)))
                .Where(pair => ReportRules.IsWanted(kind, pair.Recipient.Notify))
                .Select(pair => Describe(kind, pair.Recipient, pair.Outcome))
                .ToList();
            if (recipients.Count > 0)
            {
                reports.Add(await CreateAsync(kind, outcome.Message, recipients, cancellationToken)
                    .ConfigureAwait(false));
            }
        }

        return outcome with
        {
            Reports = reports,
            Recipients = outcome.Recipients
                .Select(recipient => recipient.State == RecipientState.Failed
                    ? recipient with { State = RecipientState.Returned }
                    : recipient)
                .ToList(),
        };
    }

    /// <summary>The report of a delay, or null where nobody is to be told of it.</summary>
    public async Task<NewMessage?> ReportDelayAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        List<ReportedRecipient> recipients = message.OpenRecipients
            .Where(recipient => ReportRules.IsWanted(ReportKind.Delayed, recipient.Notify))
            .Select(Describe)
            .ToList();
        return recipients.Count > 0 && _rules.MayReport(message.Envelope)
            ? await CreateAsync(ReportKind.Delayed, message, recipients, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async Task<NewMessage> CreateAsync(
        ReportKind kind, QueuedMessage message, List<ReportedRecipient> recipients, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        var report = new DeliveryReport
        {
            Kind = kind,
            Envelope = message.Envelope,
            Recipients = recipients,
            Content = await ReturnedContent.ReadAsync(queue, message, kind, cancellationToken).ConfigureAwait(false),
            HostName = options.HostName,
            Now = now,
            RetryUntil = message.Envelope.ReceivedAt + options.Retry.Lifetime,
        };
        string id = MessageIdentifier.Create(now);
        byte[] content = ReportWriter.Write(report, id, "=_" + RandomNumberGenerator.GetHexString(32));
        var envelope = new Envelope
        {
            Id = id,
            ReversePath = string.Empty,
            Recipients = [new EnvelopeRecipient(message.Envelope.ReversePath)],
            Is8BitMime = report.Content.Is8Bit,
            IsUtf8 = message.Envelope.IsUtf8 && report.Content.Is8Bit,
            RequiresTls = message.Envelope.RequiresTls,
            ClientAddress = "127.0.0.1",
            ClientName = options.HostName,
            ReceivedAt = now,
        };
        return new NewMessage(envelope, content.Length, content.Length, content);
    }

    private static QueuedRecipient Find(QueuedMessage message, int ordinal) =>
        message.Recipients.First(recipient => recipient.Ordinal == ordinal);

    private static ReportedRecipient Describe(ReportKind kind, QueuedRecipient recipient, RecipientOutcome outcome) =>
        new(recipient.Address, recipient.OriginalRecipient, ReportStatus.Of(kind, outcome.Status, outcome.Reply))
        {
            Server = outcome.Server,
            Reply = outcome.Reply,
            Error = outcome.Error,
        };

    private static ReportedRecipient Describe(QueuedRecipient recipient) => new(
        recipient.Address,
        recipient.OriginalRecipient,
        ReportStatus.Of(ReportKind.Delayed, found: null, recipient.LastReply))
    {
        Reply = recipient.LastReply,
        Error = recipient.LastError,
    };
}
