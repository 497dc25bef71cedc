using System.Linq;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>Whether a kept connection, and not the message, is why the message was not taken.</summary>
internal static class SpentConnection
{
    private const int ServiceClosing = 421;

    public static bool Is(TransactionResult result) =>
        !result.OutcomeUnknown
        && result.Recipients.All(row => row.Status != RecipientStatus.Accepted)
        && (result.Failure?.Kind == ErrorKind.ConnectionLost
            || result.Reply is { Code: ServiceClosing }
            || result.Failure?.Reply is { Code: ServiceClosing });
}
