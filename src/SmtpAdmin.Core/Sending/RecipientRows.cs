using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Sending;

/// <summary>Rows for recipients that no server was asked about.</summary>
internal static class RecipientRows
{
    /// <summary>A report in which every recipient shares one failure.</summary>
    public static CarrierReport NotOffered(IReadOnlyList<MailAddress> recipients, SmtpAdminException failure) => new()
    {
        Recipients = recipients.Select(recipient => Row(recipient, failure)).ToArray(),
        Reply = failure.Reply,
        Failure = failure,
    };

    public static RecipientResult Row(MailAddress recipient, SmtpAdminException failure) => new()
    {
        Address = recipient.Address,
        Status = StatusOf(failure),
        Reply = failure.Reply,
        Failure = failure.Reply is null ? failure.Detail : null,
    };

    private static RecipientStatus StatusOf(SmtpAdminException failure) => failure switch
    {
        { Kind: ErrorKind.OutcomeUnknown } => RecipientStatus.Unknown,
        { Reply: { } reply } => reply.IsTransientFailure ? RecipientStatus.Deferred : RecipientStatus.Rejected,
        _ => failure.Kind switch
        {
            ErrorKind.HostNotFound or ErrorKind.HostUnreachable or ErrorKind.ConnectionRefused
                or ErrorKind.ConnectionTimeout or ErrorKind.ConnectionLost or ErrorKind.ServerUnavailable
                or ErrorKind.DnsUnavailable => RecipientStatus.Deferred,
            ErrorKind.MessageTooLarge or ErrorKind.DomainNotFound or ErrorKind.DomainTakesNoMail => RecipientStatus.Rejected,
            _ => RecipientStatus.NotTried,
        },
    };
}
