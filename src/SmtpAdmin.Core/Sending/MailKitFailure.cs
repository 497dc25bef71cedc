using System;
using System.IO;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace SmtpAdmin.Core.Sending;

/// <summary>Says what a failure of MailKit or of the network means, in our kinds.</summary>
internal static class MailKitFailure
{
    private const string Disconnected = "The SMTP server has unexpectedly disconnected";
    private const int AuthenticationRequired = 530;

    /// <summary>Makes the exception for a failure at <paramref name="stage"/> with <paramref name="server"/>.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="stage">How far the message had come.</param>
    /// <param name="server">The server's name and port.</param>
    /// <param name="certificateRefusal">Why the server's certificate was refused, where it was.</param>
    public static SmtpAdminException Create(
        Exception exception, SendStage stage, SmtpEndpoint server, string? certificateRefusal = null)
    {
        return exception switch
        {
            SmtpAdminException known => known,
            SmtpCommandException refusal => FromRefusal(refusal, stage, server),
            ServiceNotAuthenticatedException refusal => Make(
                ErrorKind.AuthenticationRequired,
                $"{server} takes mail only from clients that sign in.",
                exception,
                MailKitReply.Create((SmtpStatusCode)AuthenticationRequired, refusal.Message)),
            AuthenticationException => FromAuthentication(exception, server),
            SslHandshakeException when certificateRefusal is not null =>
                Make(ErrorKind.CertificateInvalid, certificateRefusal, exception),
            SslHandshakeException =>
                Make(ErrorKind.TlsHandshakeFailed, $"The TLS handshake with {server} failed.", exception),
            NotSupportedException => FromMissingExtension(exception, stage, server),
            _ => FromConnection(exception, stage, server),
        };
    }

    private static SmtpAdminException FromRefusal(SmtpCommandException exception, SendStage stage, SmtpEndpoint server)
    {
        SmtpReply reply = MailKitReply.Create(exception.StatusCode, exception.Message);
        if (!reply.IsTransientFailure && !reply.IsPermanentFailure)
        {
            return stage == SendStage.Commit
                ? Make(ErrorKind.OutcomeUnknown, $"{server} answered the message's end out of turn.", exception, reply)
                : Make(ErrorKind.ProtocolViolation, $"{server} sent a reply out of turn.", exception, reply);
        }

        ErrorKind kind = KindOfRefusal(exception.ErrorCode, reply, stage);
        return Make(kind, DescribeRefusal(kind, server), exception, reply);
    }

    private static ErrorKind KindOfRefusal(SmtpErrorCode command, SmtpReply reply, SendStage stage)
    {
        const int Closing = 421;
        if (reply.Code == Closing)
        {
            return ErrorKind.ServerUnavailable;
        }

        if (stage is SendStage.Connect or SendStage.Authenticate)
        {
            return reply.IsTransientFailure ? ErrorKind.ServerUnavailable : ErrorKind.ConnectionRefused;
        }

        return command switch
        {
            SmtpErrorCode.RecipientNotAccepted => ErrorKind.RecipientRefused,
            _ when IsAboutSize(reply) => ErrorKind.MessageTooLarge,
            SmtpErrorCode.SenderNotAccepted => ErrorKind.SenderRefused,
            _ => ErrorKind.MessageRefused,
        };
    }

    // X.2.3 and X.3.4 name the size (RFC 3463); a bare 552 answers a SIZE over the limit (RFC 1870, section 6.1).
    private static bool IsAboutSize(SmtpReply reply)
    {
        const int ExceededStorageAllocation = 552;
        return reply.EnhancedStatus is { } status
            ? (status.Subject, status.Detail) is (2, 3) or (3, 4)
            : reply.Code == ExceededStorageAllocation;
    }

    private static string DescribeRefusal(ErrorKind kind, SmtpEndpoint server) => kind switch
    {
        ErrorKind.ServerUnavailable => $"{server} is busy or closing.",
        ErrorKind.ConnectionRefused => $"{server} does not serve this client.",
        ErrorKind.SenderRefused => $"{server} refused the sender.",
        ErrorKind.RecipientRefused => $"{server} refused every recipient.",
        ErrorKind.MessageTooLarge => $"The message is larger than {server} takes.",
        _ => $"{server} refused the message.",
    };

    // MailKit keeps the refusal as the inner exception; where it tried no mechanism to its end, there is none.
    private static SmtpAdminException FromAuthentication(Exception exception, SmtpEndpoint server)
    {
        if (exception.InnerException is not SmtpCommandException refusal)
        {
            return Make(ErrorKind.AuthenticationFailed, $"Signing in to {server} failed.", exception);
        }

        SmtpReply reply = MailKitReply.Create(refusal.StatusCode, refusal.Message);
        return reply.IsTransientFailure
            ? Make(ErrorKind.ServerUnavailable, $"{server} cannot sign the client in now.", exception, reply)
            : Make(ErrorKind.AuthenticationFailed, $"{server} refused the credential.", exception, reply);
    }

    private static SmtpAdminException FromMissingExtension(Exception exception, SendStage stage, SmtpEndpoint server) =>
        stage switch
        {
            SendStage.Connect => Make(
                ErrorKind.TlsNotOffered, $"{server} does not list STARTTLS.", exception),
            SendStage.Authenticate => Make(
                ErrorKind.AuthenticationNotOffered, $"{server} offers no authentication that fits the credential.", exception),
            _ => Make(
                ErrorKind.SmtpUtf8NotOffered, $"{server} does not offer what the message's addresses need.", exception),
        };

    private static SmtpAdminException FromConnection(Exception exception, SendStage stage, SmtpEndpoint server)
    {
        ErrorKind kind = KindOfConnection(exception);
        if (stage == SendStage.Commit && kind != ErrorKind.Unexpected)
        {
            const string Unknown = "The message was written, and no reply tells whether {0} took it.";
            return Make(ErrorKind.OutcomeUnknown, Unknown.Replace("{0}", server.ToString()), exception);
        }

        string detail = kind switch
        {
            ErrorKind.ConnectionTimeout => $"{server} did not answer in time.",
            ErrorKind.ConnectionLost => $"The connection to {server} ended before the dialogue did.",
            ErrorKind.ProtocolViolation => $"{server} sent something that is not SMTP.",
            _ => $"Sending through {server} failed: {exception.GetType().Name}.",
        };
        return Make(kind, detail, exception);
    }

    private static ErrorKind KindOfConnection(Exception exception) => exception switch
    {
        TimeoutException => ErrorKind.ConnectionTimeout,
        SocketException { SocketErrorCode: SocketError.TimedOut } => ErrorKind.ConnectionTimeout,
        SmtpProtocolException when exception.Message.StartsWith(Disconnected, StringComparison.Ordinal) =>
            ErrorKind.ConnectionLost,
        SmtpProtocolException => ErrorKind.ProtocolViolation,
        IOException { InnerException: { } inner } when KindOfConnection(inner) == ErrorKind.ConnectionTimeout =>
            ErrorKind.ConnectionTimeout,
        IOException or SocketException or ObjectDisposedException or ServiceNotConnectedException =>
            ErrorKind.ConnectionLost,
        _ => ErrorKind.Unexpected,
    };

    private static SmtpAdminException Make(ErrorKind kind, string detail, Exception cause, SmtpReply? reply = null) =>
        new(kind, detail, reply, cause);
}
