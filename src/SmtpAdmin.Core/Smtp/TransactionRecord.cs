using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Smtp;

/// <summary>The replies of one transaction as they come in, and what they mean for each recipient.</summary>
internal sealed class TransactionRecord
{
    private readonly IReadOnlyList<string> _recipients;
    private readonly SmtpReply?[] _recipientReplies;

    public TransactionRecord(IReadOnlyList<string> recipients)
    {
        _recipients = recipients;
        _recipientReplies = new SmtpReply?[recipients.Count];
    }

    public SmtpReply? MailReply { get; set; }

    public SmtpReply? DataReply { get; set; }

    /// <summary>The reply to the message's end.</summary>
    public SmtpReply? FinalReply { get; set; }

    public bool IsContentEndSent { get; set; }

    public SmtpAdminException? Failure { get; set; }

    public bool IsMailRefused => MailReply is { IsPositive: false };

    public bool HasAcceptedRecipient => !IsMailRefused && _recipientReplies.Any(reply => reply is { IsPositive: true });

    public void SetRecipientReply(int index, SmtpReply reply) => _recipientReplies[index] = reply;

    public TransactionResult ToResult() => new()
    {
        Recipients = _recipients.Select((address, index) => Decide(address, _recipientReplies[index])).ToArray(),

        // RFC 2920, section 3.1: behind refused commands a server may still take DATA, and then an empty message.
        Reply = (HasAcceptedRecipient ? FinalReply : null) ?? Failure?.Reply ?? DecidingReply(),
        Refused = FindRefusal(),
        IsMailAccepted = MailReply is { IsPositive: true },
        OutcomeUnknown = IsOutcomeUnknown,
        Failure = Failure,
    };

    private bool IsOutcomeUnknown => IsContentEndSent && HasAcceptedRecipient && FinalReply is null;

    // Only the reply to the message's end can accept it; a 2xx to DATA itself means nothing.
    private SmtpReply? DataRefusal => DataReply is { IsTransientFailure: true } or { IsPermanentFailure: true }
        ? DataReply
        : null;

    private RefusedCommand FindRefusal() => IsMailRefused ? RefusedCommand.Mail
        : HasAcceptedRecipient ? (DataRefusal ?? FinalReply) is { IsPositive: false } ? RefusedCommand.Data : RefusedCommand.None
        : _recipientReplies.All(reply => reply is { IsPositive: false }) ? RefusedCommand.Recipient : RefusedCommand.None;

    private SmtpReply? DecidingReply() => IsMailRefused ? MailReply
        : HasAcceptedRecipient ? DataRefusal
        : _recipientReplies.FirstOrDefault(reply => reply is not null);

    private RecipientResult Decide(string address, SmtpReply? recipientReply)
    {
        if (IsMailRefused)
        {
            return Row(address, MailReply!);
        }

        if (recipientReply is { IsPositive: false })
        {
            return Row(address, recipientReply);
        }

        if (FinalReply is not null)
        {
            return Row(address, FinalReply);
        }

        if (IsOutcomeUnknown)
        {
            return new RecipientResult { Address = address, Status = RecipientStatus.Unknown };
        }

        return DataRefusal is not null ? Row(address, DataRefusal) : Row(address, Failure);
    }

    private static RecipientResult Row(string address, SmtpReply reply) =>
        new() { Address = address, Status = StatusOf(reply), Reply = reply };

    private static RecipientResult Row(string address, SmtpAdminException? failure) => new()
    {
        Address = address,
        Status = failure?.Kind is ErrorKind.MessageTooLarge or ErrorKind.AddressInvalid or ErrorKind.SmtpUtf8NotOffered
            ? RecipientStatus.Rejected
            : RecipientStatus.Deferred,
        Reply = failure?.Reply,
        Failure = failure is { Reply: null } ? failure.Detail : null,
    };

    // RFC 5321, section 4.5.3.1.10: 552 for too many recipients is to be treated as 452.
    private static RecipientStatus StatusOf(SmtpReply reply) => reply switch
    {
        { IsPositive: true } => RecipientStatus.Accepted,
        { Code: 552, EnhancedStatus: { Subject: 5, Detail: 3 } } => RecipientStatus.Deferred,
        { IsPermanentFailure: true } => RecipientStatus.Rejected,
        _ => RecipientStatus.Deferred,
    };
}
