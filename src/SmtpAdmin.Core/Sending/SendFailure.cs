using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>Says what kept a message from some or all of its recipients, in our kinds.</summary>
internal static class SendFailure
{
    private const int AuthenticationRequired = 530;
    private const int ExceededStorageAllocation = 552;

    /// <summary>The failure of a transaction, or null where every recipient was accepted.</summary>
    public static SmtpAdminException? From(TransactionResult result, SmtpEndpoint server)
    {
        if (result.Failure is { } failure)
        {
            return failure;
        }

        return result.Refused switch
        {
            RefusedCommand.Mail => Refused(KindOf(result.Reply!, ErrorKind.SenderRefused), server, result.Reply!),
            RefusedCommand.Data => Refused(KindOf(result.Reply!, ErrorKind.MessageRefused), server, result.Reply!),
            RefusedCommand.Recipient => Refused(ErrorKind.RecipientRefused, server, result.Reply!),
            _ => FromRows(result.Recipients, server),
        };
    }

    /// <summary>The failure where some recipients were refused and the message went to others; null where none was.</summary>
    public static SmtpAdminException? FromRows(IReadOnlyList<RecipientResult> rows, SmtpEndpoint? server)
    {
        List<RecipientResult> refused = rows.Where(row => row.Status != RecipientStatus.Accepted).ToList();
        return refused.Count == 0
            ? null
            : new SmtpAdminException(
                ErrorKind.RecipientRefused,
                $"{server} refused {refused.Count} of {rows.Count} recipients: "
                + $"{string.Join(", ", refused.Select(row => row.Address))}.",
                refused[0].Reply);
    }

    private static SmtpAdminException Refused(ErrorKind kind, SmtpEndpoint server, SmtpReply reply) => kind switch
    {
        ErrorKind.AuthenticationRequired => new(kind, $"{server} takes mail only from clients that sign in.", reply),
        ErrorKind.ServerUnavailable => new(kind, $"{server} is busy or closing.", reply),
        ErrorKind.SenderRefused => new(kind, $"{server} refused the sender.", reply),
        ErrorKind.RecipientRefused => new(kind, $"{server} refused every recipient.", reply),
        ErrorKind.MessageTooLarge => new(kind, $"The message is larger than {server} takes.", reply),
        _ => new(kind, $"{server} refused the message.", reply),
    };

    // X.2.3 and X.3.4 name the size (RFC 3463); a bare 552 answers a SIZE over the limit (RFC 1870, section 6.1).
    private static ErrorKind KindOf(SmtpReply reply, ErrorKind otherwise) => reply switch
    {
        { Code: AuthenticationRequired } => ErrorKind.AuthenticationRequired,
        { EnhancedStatus: { Subject: 2, Detail: 3 } or { Subject: 3, Detail: 4 } } => ErrorKind.MessageTooLarge,
        { Code: ExceededStorageAllocation, EnhancedStatus: null } => ErrorKind.MessageTooLarge,
        _ => otherwise,
    };
}
