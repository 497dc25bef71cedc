using System.Net.Sockets;

namespace SmtpAdmin.Core.Sending.Retrying;

/// <summary>Tells a failure that may pass from one that the same message will meet again.</summary>
internal static class FailureNature
{
    /// <summary>Whether sending again may succeed.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="resendUnknown">Whether a message that may have been taken counts as one that was not.</param>
    public static bool MayPass(SmtpAdminException failure, bool resendUnknown) => failure.Kind switch
    {
        ErrorKind.OutcomeUnknown => resendUnknown,
        ErrorKind.HostNotFound => !IsNameUnknown(failure),
        ErrorKind.ConnectionRefused or ErrorKind.ServerUnavailable when failure.Reply is { } reply =>
            !reply.IsPermanentFailure,
        ErrorKind.ConnectionRefused or ErrorKind.ConnectionLost or ErrorKind.ConnectionTimeout
            or ErrorKind.HostUnreachable or ErrorKind.ServerUnavailable or ErrorKind.DnsUnavailable => true,

        // Only these carry the server's word on the message. A 4xx beside a refused credential or a missing TLS changes
        // nothing: the next attempt would meet the same, and locks accounts.
        ErrorKind.SenderRefused or ErrorKind.RecipientRefused or ErrorKind.MessageRefused
            or ErrorKind.MessageTooLarge => failure.Reply is { IsTransientFailure: true },
        _ => false,
    };

    // A resolver that cannot answer now says TryAgain, or nothing in time; that there is no such name is an answer.
    private static bool IsNameUnknown(SmtpAdminException failure) => failure.InnerException is null
        or SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData };
}
