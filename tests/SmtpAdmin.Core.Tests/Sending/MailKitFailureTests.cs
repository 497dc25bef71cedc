using System;
using System.IO;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmtpAdmin.Core.Sending;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

public sealed class MailKitFailureTests
{
    private static readonly SmtpEndpoint s_server = new("mail.example.net:587");

    public static TheoryData<SmtpErrorCode, int, string, int, ErrorKind> Refusals => new()
    {
        { SmtpErrorCode.UnexpectedStatusCode, 554, "5.3.2 No", (int)SendStage.Connect, ErrorKind.ConnectionRefused },
        { SmtpErrorCode.UnexpectedStatusCode, 454, "4.7.0 TLS", (int)SendStage.Connect, ErrorKind.ServerUnavailable },
        { SmtpErrorCode.UnexpectedStatusCode, 421, "Busy", (int)SendStage.Connect, ErrorKind.ServerUnavailable },
        { SmtpErrorCode.SenderNotAccepted, 550, "5.7.1 No", (int)SendStage.Transfer, ErrorKind.SenderRefused },
        { SmtpErrorCode.SenderNotAccepted, 552, "Big", (int)SendStage.Transfer, ErrorKind.MessageTooLarge },
        { SmtpErrorCode.SenderNotAccepted, 550, "5.2.3 Big", (int)SendStage.Transfer, ErrorKind.MessageTooLarge },
        { SmtpErrorCode.SenderNotAccepted, 421, "Closing", (int)SendStage.Transfer, ErrorKind.ServerUnavailable },
        { SmtpErrorCode.RecipientNotAccepted, 550, "5.1.1 No", (int)SendStage.Transfer, ErrorKind.RecipientRefused },
        { SmtpErrorCode.RecipientNotAccepted, 552, "Full", (int)SendStage.Transfer, ErrorKind.RecipientRefused },
        { SmtpErrorCode.UnexpectedStatusCode, 554, "No DATA", (int)SendStage.Transfer, ErrorKind.MessageRefused },
        { SmtpErrorCode.UnexpectedStatusCode, 250, "To DATA", (int)SendStage.Transfer, ErrorKind.ProtocolViolation },
        { SmtpErrorCode.MessageNotAccepted, 554, "5.7.1 Spam", (int)SendStage.Commit, ErrorKind.MessageRefused },
        { SmtpErrorCode.MessageNotAccepted, 552, "5.2.2 Full", (int)SendStage.Commit, ErrorKind.MessageRefused },
        { SmtpErrorCode.MessageNotAccepted, 552, "5.3.4 Big", (int)SendStage.Commit, ErrorKind.MessageTooLarge },
        { SmtpErrorCode.MessageNotAccepted, 421, "Closing", (int)SendStage.Commit, ErrorKind.ServerUnavailable },
        { SmtpErrorCode.MessageNotAccepted, 251, "Well", (int)SendStage.Commit, ErrorKind.OutcomeUnknown },
        { SmtpErrorCode.MessageNotAccepted, 354, "Again", (int)SendStage.Commit, ErrorKind.OutcomeUnknown },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_has_the_kind_of_its_command_and_code(
        SmtpErrorCode command, int code, string text, int stage, ErrorKind kind)
    {
        var refusal = new SmtpCommandException(command, (SmtpStatusCode)code, text);

        SmtpAdminException failure = MailKitFailure.Create(refusal, (SendStage)stage, s_server);

        Assert.Equal(kind, failure.Kind);
        Assert.Equal($"{code} {text}", failure.Reply?.ToString());
        Assert.Same(refusal, failure.InnerException);
        Assert.Contains("mail.example.net:587", failure.Message);
    }

    public static TheoryData<Exception, int, ErrorKind> Failures => new()
    {
        { new TimeoutException(), (int)SendStage.Connect, ErrorKind.ConnectionTimeout },
        { new IOException("x", new TimeoutException()), (int)SendStage.Transfer, ErrorKind.ConnectionTimeout },
        { new SocketException((int)SocketError.TimedOut), (int)SendStage.Transfer, ErrorKind.ConnectionTimeout },
        { new SocketException((int)SocketError.ConnectionReset), (int)SendStage.Transfer, ErrorKind.ConnectionLost },
        { new IOException("x"), (int)SendStage.Transfer, ErrorKind.ConnectionLost },
        { new ObjectDisposedException("x"), (int)SendStage.Transfer, ErrorKind.ConnectionLost },
        { new ServiceNotConnectedException(), (int)SendStage.Transfer, ErrorKind.ConnectionLost },
        { new SmtpProtocolException("Invalid status code."), (int)SendStage.Connect, ErrorKind.ProtocolViolation },
        { new IOException("x"), (int)SendStage.Commit, ErrorKind.OutcomeUnknown },
        { new TimeoutException(), (int)SendStage.Commit, ErrorKind.OutcomeUnknown },
        { new SmtpProtocolException("Invalid status code."), (int)SendStage.Commit, ErrorKind.OutcomeUnknown },
        { new NotSupportedException(), (int)SendStage.Connect, ErrorKind.TlsNotOffered },
        { new NotSupportedException(), (int)SendStage.Authenticate, ErrorKind.AuthenticationNotOffered },
        { new NotSupportedException(), (int)SendStage.Transfer, ErrorKind.SmtpUtf8NotOffered },
        { new AuthenticationException("x"), (int)SendStage.Authenticate, ErrorKind.AuthenticationFailed },
        { new SslHandshakeException("x"), (int)SendStage.Connect, ErrorKind.TlsHandshakeFailed },
        { new ServiceNotAuthenticatedException("5.7.0 No"), (int)SendStage.Transfer, ErrorKind.AuthenticationRequired },
        { new InvalidOperationException("x"), (int)SendStage.Transfer, ErrorKind.Unexpected },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_has_the_kind_of_its_cause_and_stage(Exception cause, int stage, ErrorKind kind)
    {
        SmtpAdminException failure = MailKitFailure.Create(cause, (SendStage)stage, s_server);

        Assert.Equal(kind, failure.Kind);
        Assert.Same(cause, failure.InnerException);
    }

    [Fact]
    public void A_refused_certificate_is_told_from_a_failed_handshake()
    {
        var handshake = new SslHandshakeException("x");

        SmtpAdminException failure = MailKitFailure.Create(handshake, SendStage.Connect, s_server, "It is not trusted.");

        Assert.Equal(ErrorKind.CertificateInvalid, failure.Kind);
        Assert.Equal("It is not trusted.", failure.Message);
    }

    [Theory]
    [InlineData("2.0.0 OK", "250 2.0.0 OK")]
    [InlineData("5.1.1 one\n5.1.1 two", "250 5.1.1 one two")]
    [InlineData("one\ntwo", "250 one two")]
    [InlineData("5.1.1", "250 5.1.1")]
    [InlineData("1.2.3 no status", "250 1.2.3 no status")]
    [InlineData("\u001B[2Jx\a", "250 \uFFFD[2Jx\uFFFD")]
    [InlineData(null, "250")]
    public void A_reply_is_taken_apart_and_made_printable(string? text, string reply)
    {
        Assert.Equal(reply, MailKitReply.Create(SmtpStatusCode.Ok, text).ToString());
    }
}
