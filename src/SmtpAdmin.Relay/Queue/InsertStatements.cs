using System;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>Writes a new message into the open transaction.</summary>
internal sealed class InsertStatements(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _message = new(
        connection,
        """
        INSERT INTO message (id, reverse_path, is_8bit, client_address, client_name, authenticated_user, is_encrypted,
                             received_at, size, body_size, attempts, next_attempt_at, claimed,
                             is_binary, is_utf8, requires_tls, dsn_return, envelope_id)
        VALUES ($id, $reverse_path, $is_8bit, $client_address, $client_name, $authenticated_user, $is_encrypted,
                $received_at, $size, $body_size, $attempts, $next_attempt_at, $claimed,
                $is_binary, $is_utf8, $requires_tls, $dsn_return, $envelope_id)
        RETURNING sequence
        """);

    private readonly PreparedStatement _recipient = new(
        connection,
        """
        INSERT INTO recipient (message, ordinal, address, state, attempts, notify, original_recipient)
        VALUES ($message, $ordinal, $address, $state, 0, $notify, $original_recipient)
        """);

    private readonly PreparedStatement _body = new(
        connection, "INSERT INTO body (message, content) VALUES ($message, $content)");

    /// <param name="message">The message; its sequence is not looked at.</param>
    /// <param name="content">The content, or null where it is in a file.</param>
    /// <param name="isClaimed">Whether it goes to delivery at once.</param>
    /// <returns>The message with its sequence.</returns>
    public QueuedMessage Insert(QueuedMessage message, byte[]? content, bool isClaimed)
    {
        long sequence = InsertMessage(message, isClaimed);
        foreach (QueuedRecipient recipient in message.Recipients)
        {
            _recipient.Execute(
                ("$message", sequence),
                ("$ordinal", recipient.Ordinal),
                ("$address", recipient.Address),
                ("$state", (int)recipient.State),
                ("$notify", (int)recipient.Notify),
                ("$original_recipient", recipient.OriginalRecipient));
        }

        if (content is not null)
        {
            _body.Execute(("$message", sequence), ("$content", content));
        }

        return message with { Sequence = sequence };
    }

    public void Dispose()
    {
        _message.Dispose();
        _recipient.Dispose();
        _body.Dispose();
    }

    private long InsertMessage(QueuedMessage message, bool isClaimed)
    {
        Envelope envelope = message.Envelope;
        return (long)_message.ExecuteScalar(
            ("$id", envelope.Id),
            ("$reverse_path", envelope.ReversePath),
            ("$is_8bit", envelope.Is8BitMime),
            ("$client_address", envelope.ClientAddress),
            ("$client_name", envelope.ClientName),
            ("$authenticated_user", envelope.AuthenticatedUser),
            ("$is_encrypted", envelope.IsEncrypted),
            ("$received_at", StoredTime.From(envelope.ReceivedAt)),
            ("$size", message.Size),
            ("$body_size", message.BodySize),
            ("$attempts", message.Attempts),
            ("$next_attempt_at", message.NextAttemptAt is { } next ? StoredTime.From(next) : null),
            ("$claimed", isClaimed),
            ("$is_binary", envelope.IsBinaryMime),
            ("$is_utf8", envelope.IsUtf8),
            ("$requires_tls", envelope.RequiresTls),
            ("$dsn_return", (int)envelope.Return),
            ("$envelope_id", envelope.EnvelopeId))!;
    }
}
