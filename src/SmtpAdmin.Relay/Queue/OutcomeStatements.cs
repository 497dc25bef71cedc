using System;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>Writes what an attempt came to, and removes messages, inside the open transaction.</summary>
internal sealed class OutcomeStatements(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _recipient = new(
        connection,
        """
        UPDATE recipient
        SET state = $state, attempts = attempts + 1, reply_code = $code, reply_status = $status, last_text = $text
        WHERE message = $message AND ordinal = $ordinal
        """);

    private readonly PreparedStatement _countStates = new(
        connection,
        """
        SELECT count(*) FILTER (WHERE state IN (0, 1)), count(*) FILTER (WHERE state = 3)
        FROM recipient WHERE message = $message
        """);

    private readonly PreparedStatement _message = new(
        connection, "UPDATE message SET claimed = 0, next_attempt_at = $next WHERE sequence = $message");

    private readonly PreparedStatement _delay = new(
        connection, "UPDATE message SET delay_reported = 1 WHERE sequence = $message AND delay_reported = 0");

    private readonly PreparedStatement _delete = new(connection, "DELETE FROM message WHERE sequence = $message");

    private readonly PreparedStatement _find = new(connection, "SELECT sequence FROM message WHERE id = $id");

    /// <returns>Whether the message is finished and removed.</returns>
    public bool Record(AttemptOutcome outcome)
    {
        foreach (RecipientOutcome recipient in outcome.Recipients)
        {
            _recipient.Execute(
                ("$state", (int)recipient.State),
                ("$code", recipient.Reply?.Code),
                ("$status", recipient.Reply?.EnhancedStatus?.ToString()),
                ("$text", StoredText.From(recipient.Reply?.Text ?? recipient.Error)),
                ("$message", outcome.Message.Sequence),
                ("$ordinal", recipient.Ordinal));
        }

        (long open, long failed) = CountStates(outcome.Message.Sequence);
        if (open == 0 && failed == 0)
        {
            _delete.Execute(("$message", outcome.Message.Sequence));
            return true;
        }

        _message.Execute(
            ("$next", open > 0 ? StoredTime.From(outcome.NextAttempt) : null), ("$message", outcome.Message.Sequence));
        return false;
    }

    /// <returns>Whether the message is still there and its delay was not reported before.</returns>
    public bool RecordDelay(long sequence) => _delay.Execute(("$message", sequence)) > 0;

    /// <returns>Whether there was such a message.</returns>
    public bool Remove(string id) =>
        _find.ExecuteScalar(("$id", id)) is long sequence && _delete.Execute(("$message", sequence)) > 0;

    public void Dispose()
    {
        _recipient.Dispose();
        _countStates.Dispose();
        _message.Dispose();
        _delay.Dispose();
        _delete.Dispose();
        _find.Dispose();
    }

    private (long Open, long Failed) CountStates(long sequence)
    {
        using SqliteDataReader reader = _countStates.ExecuteReader(("$message", sequence));
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
