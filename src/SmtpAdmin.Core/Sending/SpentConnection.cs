using System.Linq;
using SmtpAdmin.Core.Sending.Retrying;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>Whether a kept connection, and not the message, is why the message was not taken.</summary>
internal static class SpentConnection
{
    public static bool Is(TransactionResult result) =>
        !result.OutcomeUnknown
        && result.Recipients.All(row => row.Status != RecipientStatus.Accepted)
        && (result.Failure?.Kind == ErrorKind.ConnectionLost
            || ConnectionFault.IsUsedUp(result.Failure?.Reply ?? result.Reply));
}
