using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>Gives messages out for an attempt and takes them back, inside the open transaction.</summary>
internal sealed class ClaimStatements(SqliteConnection connection) : IDisposable
{
    private const string Order = " ORDER BY m.next_attempt_at, m.sequence, r.ordinal";

    private readonly PreparedStatement _selectDue = new(
        connection,
        MessageRows.Select +
        """
        WHERE m.sequence IN (
            SELECT sequence FROM message
            WHERE claimed = 0 AND held = 0 AND next_attempt_at <= $now
            ORDER BY next_attempt_at LIMIT $limit)
        """ + Order);

    private readonly PreparedStatement _selectReceivedBefore = new(
        connection,
        MessageRows.Select +
        """
        WHERE m.sequence IN (
            SELECT sequence FROM message
            WHERE claimed = 0 AND held = 0 AND next_attempt_at IS NOT NULL
              AND received_at < CASE reverse_path WHEN '' THEN $received_null ELSE $received END
            LIMIT $limit)
        """ + Order);

    private readonly PreparedStatement _claim = new(
        connection,
        "UPDATE message SET claimed = 1, attempts = attempts + 1, next_attempt_at = $next WHERE sequence = $sequence");

    private readonly PreparedStatement _release = new(
        connection,
        """
        UPDATE message SET claimed = 0, attempts = attempts - 1, next_attempt_at = $next
        WHERE sequence = $sequence AND claimed = 1
        """);

    private readonly PreparedStatement _releaseAll = new(
        connection, "UPDATE message SET claimed = 0 WHERE claimed = 1");

    public List<QueuedMessage> ClaimDue(DateTimeOffset now, int limit, Func<QueuedMessage, DateTimeOffset> nextAttempt)
    {
        using SqliteDataReader reader = _selectDue.ExecuteReader(("$now", StoredTime.From(now)), ("$limit", limit));
        return Claim(MessageRows.Read(reader), nextAttempt);
    }

    public List<QueuedMessage> ClaimReceivedBefore(
        DateTimeOffset received, DateTimeOffset receivedWithNullReversePath, int limit)
    {
        using SqliteDataReader reader = _selectReceivedBefore.ExecuteReader(
            ("$received", StoredTime.From(received)),
            ("$received_null", StoredTime.From(receivedWithNullReversePath)),
            ("$limit", limit));
        return Claim(MessageRows.Read(reader), message => message.NextAttemptAt!.Value);
    }

    public void Release(IReadOnlyList<QueuedMessage> messages)
    {
        foreach (QueuedMessage message in messages)
        {
            _release.Execute(("$next", StoredTime.From(message.NextAttemptAt!.Value)), ("$sequence", message.Sequence));
        }
    }

    /// <summary>Takes back what a process that is no more had claimed. The time of the next attempt stays.</summary>
    public void ReleaseAll() => _releaseAll.Execute();

    public void Dispose()
    {
        _selectDue.Dispose();
        _selectReceivedBefore.Dispose();
        _claim.Dispose();
        _release.Dispose();
        _releaseAll.Dispose();
    }

    private List<QueuedMessage> Claim(List<QueuedMessage> messages, Func<QueuedMessage, DateTimeOffset> nextAttempt) =>
        messages.ConvertAll(message =>
        {
            QueuedMessage tried = message with { Attempts = message.Attempts + 1 };
            QueuedMessage claimed = tried with { NextAttemptAt = nextAttempt(tried) };
            _claim.Execute(
                ("$next", StoredTime.From(claimed.NextAttemptAt!.Value)), ("$sequence", claimed.Sequence));
            return claimed;
        });
}
