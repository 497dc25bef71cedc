using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Delivery.Reports;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// Says what the course of an attempt means. A transient reply, a connection that fails or is lost, and a timeout
/// defer. A permanent reply to a recipient or to the message fails those that it concerns, and nobody else. What is
/// wrong with the way to the smart host (its name, its certificate, TLS, signing in, a 5xx greeting) is no judgement on
/// any message.
/// </summary>
internal static class AttemptClassifier
{
    /// <summary>Whom it concerns that no session could be opened.</summary>
    public static FailureScope ScopeOfOpening(SmtpAdminException failure) => failure.Kind switch
    {
        ErrorKind.ConnectionRefused => FailureScope.Message,
        ErrorKind.ConnectionTimeout => FailureScope.Message,
        ErrorKind.ConnectionLost => FailureScope.Message,
        ErrorKind.ProtocolViolation => FailureScope.Message,

        // 454 speaks of signing in (RFC 4954, section 6) or of TLS (RFC 3207, section 4).
        ErrorKind.ServerUnavailable when failure.Reply is not ({ IsPermanentFailure: true } or { Code: 454 }) =>
            FailureScope.Message,
        _ => FailureScope.Route,
    };

    /// <summary>Whom it concerns how a transaction ended.</summary>
    public static FailureScope ScopeOf(TransactionResult result) =>
        result.Recipients.Any(recipient => recipient.Reply is { } reply && SpeaksOfSigningIn(reply))
            ? FailureScope.Route
            : FailureScope.Message;

    /// <summary>
    /// Whether a kept connection turned out to be closed, so that the message deserves a new one at once.
    /// </summary>
    public static bool IsStaleSession(TransactionResult result) =>
        result.Failure?.Kind is ErrorKind.ConnectionLost or ErrorKind.ServerUnavailable
        && !result.OutcomeUnknown
        && result.Recipients.All(recipient => recipient.Status == RecipientStatus.Deferred);

    /// <summary>The outcome for each recipient of one transaction.</summary>
    /// <param name="recipients">The recipients offered, in the order in which they were.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="server">The server that it was offered to, or null where that is not known.</param>
    /// <param name="takesNotifications">Whether the server offers DSN, and so notifies the sender itself.</param>
    public static IReadOnlyList<RecipientOutcome> Outcomes(
        IReadOnlyList<QueuedRecipient> recipients,
        TransactionResult result,
        string? server = null,
        bool takesNotifications = false) => recipients
            .Zip(result.Recipients, (recipient, row) => Outcome(recipient, row, result.Failure) with
            {
                Server = row.Reply is null ? null : server,
                IsNotifiedByServer = takesNotifications && row.Status == RecipientStatus.Accepted,
            })
            .ToList();

    /// <summary>The same outcome for all recipients, where no transaction took place.</summary>
    public static IReadOnlyList<RecipientOutcome> Outcomes(
        IEnumerable<QueuedRecipient> recipients, RecipientState state, Exception failure) => recipients
            .Select(recipient => new RecipientOutcome(
                recipient.Ordinal, state, (failure as SmtpAdminException)?.Reply, failure.Message)
            {
                Status = failure is SmtpAdminException { Kind: var kind } ? ReportStatus.Of(kind) : null,
            })
            .ToList();

    /// <summary>
    /// The outcome for recipients whose message has waited too long; it keeps what the last attempt said.
    /// </summary>
    /// <param name="recipients">The recipients.</param>
    /// <param name="routeFault">What kept the relay from making an attempt, or null.</param>
    public static IReadOnlyList<RecipientOutcome> Expired(
        IEnumerable<QueuedRecipient> recipients, string? routeFault) => recipients
        .Select(recipient => new RecipientOutcome(
            recipient.Ordinal,
            RecipientState.Failed,
            recipient.LastReply,
            $"The message waited too long. {recipient.LastError ?? routeFault ?? "No attempt was made."}")
        {
            Status = ReportStatus.Expired,
        })
        .ToList();

    private static RecipientOutcome Outcome(QueuedRecipient recipient, RecipientResult row, SmtpAdminException? failure)
    {
        RecipientState state = row.Status switch
        {
            RecipientStatus.Accepted => RecipientState.Delivered,
            RecipientStatus.Rejected => RecipientState.Failed,

            // Unknown is among the rest: a message sent twice is a nuisance, a lost one is a breach (RFC 1047).
            _ => RecipientState.Deferred,
        };
        return new RecipientOutcome(recipient.Ordinal, state, row.Reply, row.Reply is null ? failure?.Message : null)
        {
            Status = row.Reply is null && failure is not null ? ReportStatus.Of(failure.Kind) : null,
        };
    }

    // RFC 4954, sections 4 and 6: authentication is required, too weak, refused, or needs encryption.
    private static bool SpeaksOfSigningIn(SmtpReply reply) => reply.Code is 530 or 534 or 535 or 538;
}
