using System.Collections.Generic;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Queue;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

public sealed class AttemptClassifierTests
{
    private static readonly QueuedRecipient s_anna = new() { Ordinal = 3, Address = "anna@example.com" };

    [Theory]
    [InlineData(ErrorKind.ConnectionRefused, null, FailureScope.Message)]
    [InlineData(ErrorKind.ConnectionTimeout, null, FailureScope.Message)]
    [InlineData(ErrorKind.ConnectionLost, null, FailureScope.Message)]
    [InlineData(ErrorKind.ProtocolViolation, null, FailureScope.Message)]
    [InlineData(ErrorKind.ServerUnavailable, 421, FailureScope.Message)]
    [InlineData(ErrorKind.ServerUnavailable, 554, FailureScope.Route)]
    [InlineData(ErrorKind.ServerUnavailable, 454, FailureScope.Route)]
    [InlineData(ErrorKind.HostNotFound, null, FailureScope.Route)]
    [InlineData(ErrorKind.TlsNotOffered, null, FailureScope.Route)]
    [InlineData(ErrorKind.TlsHandshakeFailed, null, FailureScope.Route)]
    [InlineData(ErrorKind.CertificateInvalid, null, FailureScope.Route)]
    [InlineData(ErrorKind.CredentialNeedsTls, null, FailureScope.Route)]
    [InlineData(ErrorKind.AuthenticationNotOffered, null, FailureScope.Route)]
    [InlineData(ErrorKind.AuthenticationFailed, 535, FailureScope.Route)]
    [InlineData(ErrorKind.AuthenticationFailed, 454, FailureScope.Route)]
    [InlineData(ErrorKind.HostUnreachable, null, FailureScope.Route)]
    [InlineData(ErrorKind.LocalAddressInvalid, null, FailureScope.Route)]
    [InlineData(ErrorKind.DnsUnavailable, null, FailureScope.Route)]
    [InlineData(ErrorKind.CertificateRevoked, null, FailureScope.Route)]
    [InlineData(ErrorKind.CertificateRevocationUnknown, null, FailureScope.Route)]
    [InlineData(ErrorKind.ClientCertificateRefused, null, FailureScope.Route)]
    [InlineData(ErrorKind.AuthenticationRequired, 530, FailureScope.Route)]
    [InlineData(ErrorKind.TokenEndpointUnreachable, null, FailureScope.Route)]
    [InlineData(ErrorKind.TokenRequestFailed, null, FailureScope.Route)]
    [InlineData(ErrorKind.TokenKeyInvalid, null, FailureScope.Route)]
    [InlineData(ErrorKind.Unexpected, null, FailureScope.Route)]
    public void A_session_that_cannot_be_opened_concerns(ErrorKind kind, int? code, object scope)
    {
        var failure = new SmtpAdminException(kind, "It failed.", code is { } value ? Reply(value) : null);

        Assert.Equal(scope, AttemptClassifier.ScopeOfOpening(failure));
    }

    [Theory]
    [InlineData(RecipientStatus.Accepted, 250, RecipientState.Delivered)]
    [InlineData(RecipientStatus.Rejected, 550, RecipientState.Failed)]
    [InlineData(RecipientStatus.Deferred, 450, RecipientState.Deferred)]
    [InlineData(RecipientStatus.Deferred, null, RecipientState.Deferred)]
    [InlineData(RecipientStatus.Unknown, null, RecipientState.Deferred)]
    [InlineData(RecipientStatus.NotTried, null, RecipientState.Deferred)]
    public void A_recipient_ends_as(RecipientStatus status, int? code, object state)
    {
        SmtpReply? reply = code is { } value ? Reply(value) : null;
        var failure = new SmtpAdminException(ErrorKind.OutcomeUnknown, "No reply came.");
        TransactionResult result = Result(status, reply) with { Failure = failure };

        RecipientOutcome outcome = Assert.Single(AttemptClassifier.Outcomes([s_anna], result));

        string? error = reply is null ? "No reply came." : null;
        Assert.Equal(new RecipientOutcome(3, (RecipientState)state, reply, error), outcome);
    }

    [Theory]
    [InlineData(530, true)]
    [InlineData(534, true)]
    [InlineData(535, true)]
    [InlineData(538, true)]
    [InlineData(550, false)]
    [InlineData(554, false)]
    [InlineData(450, false)]
    public void A_refusal_that_asks_for_signing_in_is_no_judgement_on_the_message(int code, bool isRoute)
    {
        FailureScope expected = isRoute ? FailureScope.Route : FailureScope.Message;

        Assert.Equal(expected, AttemptClassifier.ScopeOf(Result(RecipientStatus.Rejected, Reply(code))));
    }

    [Theory]
    [InlineData(ErrorKind.ConnectionLost, RecipientStatus.Deferred, false, true)]
    [InlineData(ErrorKind.ServerUnavailable, RecipientStatus.Deferred, false, true)]
    [InlineData(ErrorKind.ConnectionTimeout, RecipientStatus.Deferred, false, false)]
    [InlineData(ErrorKind.ConnectionLost, RecipientStatus.Rejected, false, false)]
    [InlineData(ErrorKind.ConnectionLost, RecipientStatus.Deferred, true, false)]
    public void Only_a_message_of_which_nothing_is_decided_gets_a_new_connection_at_once(
        ErrorKind kind, RecipientStatus status, bool outcomeUnknown, bool isStale)
    {
        TransactionResult result = Result(status, reply: null) with
        {
            Failure = new SmtpAdminException(kind, "It broke."),
            OutcomeUnknown = outcomeUnknown,
        };

        Assert.Equal(isStale, AttemptClassifier.IsStaleSession(result));
    }

    [Fact]
    public void Mail_that_is_given_up_keeps_what_the_last_attempt_said()
    {
        QueuedRecipient tried = s_anna with { LastReply = Reply(450) };

        IReadOnlyList<RecipientOutcome> outcomes = AttemptClassifier.Expired([tried, s_anna], routeFault: null);

        Assert.All(outcomes, outcome => Assert.Equal(RecipientState.Failed, outcome.State));
        Assert.Equal(450, outcomes[0].Reply?.Code);
        Assert.Contains("No attempt was made", outcomes[1].Error);
    }

    private static TransactionResult Result(RecipientStatus status, SmtpReply? reply) => new()
    {
        Recipients = [new RecipientResult { Address = s_anna.Address, Status = status, Reply = reply }],
        Reply = reply,
    };

    private static SmtpReply Reply(int code) => new() { Code = code, Lines = ["text"] };
}
