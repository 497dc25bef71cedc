using System;
using System.Collections.Generic;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Sending;

/// <summary>Puts together what became of a message from what its transaction has kept.</summary>
internal sealed class SendReport
{
    private readonly ComposedMessage _message;
    private readonly SendTransaction _transaction;

    public SendReport(ComposedMessage message, SendTransaction transaction)
    {
        _message = message;
        _transaction = transaction;
    }

    public required SmtpEndpoint Server { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Makes the outcome of a message that failed as a whole with <paramref name="failure"/>, or did not.</summary>
    public SendOutcome ToOutcome(SmtpAdminException? failure)
    {
        var rows = new List<RecipientResult>(_message.Recipients.Count);
        var refused = new List<string>();
        for (int i = 0; i < _message.Recipients.Count; i++)
        {
            RecipientResult row = ToRow(_message.Recipients[i], _transaction.RecipientReply(i), failure);
            rows.Add(row);
            if (row.Status != RecipientStatus.Accepted)
            {
                refused.Add(row.Address);
            }
        }

        SmtpAdminException? reported = failure;
        if (failure is null && refused.Count > 0)
        {
            string detail = $"{Server} refused {refused.Count} of {rows.Count} recipients: {string.Join(", ", refused)}.";
            reported = new SmtpAdminException(ErrorKind.RecipientRefused, detail, _transaction.FirstRefusal());
        }

        return new SendOutcome(ToResult(rows, failure, reported), reported);
    }

    private SmtpSendResult ToResult(List<RecipientResult> rows, SmtpAdminException? failure, SmtpAdminException? reported) => new()
    {
        Status = failure is null
            ? (reported is null ? SendStatus.Sent : SendStatus.PartiallySent)
            : (failure.Kind == ErrorKind.OutcomeUnknown ? SendStatus.Unknown : SendStatus.Failed),
        MessageId = _message.Content.MessageId ?? string.Empty,
        Subject = _message.Content.Subject ?? string.Empty,
        From = _message.Sender.Address,
        Recipients = rows,
        Server = Server,
        Reply = failure is null ? _transaction.FinalReply : failure.Reply,
        Error = reported?.Kind,
        Size = _transaction.Size ?? _message.Measure(),
        IsEncrypted = _transaction.IsEncrypted,
        StartedAt = StartedAt,
        Duration = Duration,
    };

    private RecipientResult ToRow(MailAddress recipient, SmtpReply? recipientReply, SmtpAdminException? failure)
    {
        bool isRefused = recipientReply is { IsPositive: false };
        SmtpReply? deciding = isRefused ? recipientReply : failure is null ? _transaction.FinalReply : failure.Reply;
        return new RecipientResult
        {
            Address = recipient.Address,
            Status = isRefused ? FromReply(recipientReply!) : failure is null ? RecipientStatus.Accepted : FromFailure(failure),
            Reply = deciding,
        };
    }

    private static RecipientStatus FromReply(SmtpReply reply) =>
        reply.IsTransientFailure ? RecipientStatus.Deferred : RecipientStatus.Rejected;

    private static RecipientStatus FromFailure(SmtpAdminException failure) => failure.Kind switch
    {
        ErrorKind.OutcomeUnknown => RecipientStatus.Unknown,
        _ when failure.Reply is { } reply => FromReply(reply),
        ErrorKind.HostNotFound or ErrorKind.HostUnreachable or ErrorKind.ConnectionRefused
            or ErrorKind.ConnectionTimeout or ErrorKind.ConnectionLost or ErrorKind.ServerUnavailable => RecipientStatus.Deferred,
        ErrorKind.MessageTooLarge => RecipientStatus.Rejected,
        _ => RecipientStatus.NotTried,
    };
}
