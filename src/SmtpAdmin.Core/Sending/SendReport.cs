using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Sending;

/// <summary>Puts together what became of a message from what its attempts have left.</summary>
internal static class SendReport
{
    /// <summary>Makes the completion of a message that was offered at least once.</summary>
    public static SendCompletion Create(SendJob job, TimeSpan duration)
    {
        CarrierReport last = job.LastReport!;
        OutgoingMessage message = job.Message;
        bool isAnyAccepted = job.Rows.Any(row => row.Status == RecipientStatus.Accepted);
        SmtpEndpoint? server = last.Server;
        SmtpAdminException? failure = isAnyAccepted ? SendFailure.FromRows(job.Rows, server) : last.Failure;
        var result = new SmtpSendResult
        {
            Status = StatusOf(job.Rows, isAnyAccepted),
            MessageId = message.MessageId,
            Subject = message.Subject,
            From = message.Sender?.Address ?? string.Empty,

            // Not the array itself: a CLR array has a method called Address, which would hide the rows' property of that
            // name from $result.Recipients.Address.
            Recipients = new ReadOnlyCollection<RecipientResult>([.. job.Rows]),
            Server = server,
            Reply = last.Reply,
            QueueId = QueueIdentifier.Find(last.Reply),
            Error = failure?.Kind,
            Size = message.Content.Size,
            Attempts = job.Attempts,
            Connection = last.Connection,
            Path = last.Path,
            StartedAt = job.StartedAt,
            Duration = duration,
            Timings = new SmtpSendTimings
            {
                Connecting = job.Connecting,
                Transferring = job.Transferring,
                Waiting = Positive(duration - job.Connecting - job.Transferring),
            },
        };
        return new SendCompletion(job.Index, job.Target, result, failure);
    }

    private static SendStatus StatusOf(IReadOnlyList<RecipientResult> rows, bool isAnyAccepted) =>
        isAnyAccepted
            ? rows.All(row => row.Status == RecipientStatus.Accepted) ? SendStatus.Sent : SendStatus.PartiallySent
            : rows.Any(row => row.Status == RecipientStatus.Unknown) ? SendStatus.Unknown : SendStatus.Failed;

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
