using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// Reads beside the writer, each time from the last commit. No query touches a content but the one for it.
/// </summary>
internal sealed class QueueReader(QueueDatabase database, BodyStore bodies)
{
    /// <summary>The next messages in order of arrival.</summary>
    /// <param name="after">The sequence of the last message of the page before, or 0.</param>
    /// <param name="limit">The most messages.</param>
    public List<QueuedMessage> ReadPage(long after, int limit) => Query(
        MessageRows.Select +
        """
        WHERE m.sequence IN (SELECT sequence FROM message WHERE sequence > $after ORDER BY sequence LIMIT $limit)
        ORDER BY m.sequence, r.ordinal
        """,
        command => MessageRows.Read(command.ExecuteReader()),
        ("$after", after),
        ("$limit", limit));

    public QueuedMessage? Find(string id) => Query(
        MessageRows.Select + "WHERE m.id = $id ORDER BY r.ordinal",
        command => MessageRows.Read(command.ExecuteReader()) is [QueuedMessage message] ? message : null,
        ("$id", id));

    public bool Contains(string id) => Query(
        "SELECT 1 FROM message WHERE id = $id", command => command.ExecuteScalar() is not null, ("$id", id));

    /// <summary>Messages that came before a time and still wait, and whose delay nobody was told of.</summary>
    public List<QueuedMessage> ReadDelayed(DateTimeOffset received, int limit) => Query(
        MessageRows.Select +
        """
        WHERE m.sequence IN (
            SELECT sequence FROM message
            WHERE next_attempt_at IS NOT NULL AND delay_reported = 0 AND received_at < $received
            ORDER BY sequence LIMIT $limit)
        ORDER BY m.sequence, r.ordinal
        """,
        command => MessageRows.Read(command.ExecuteReader()),
        ("$received", StoredTime.From(received)),
        ("$limit", limit));

    public DateTimeOffset? NextAttempt() => Query<DateTimeOffset?>(
        "SELECT min(next_attempt_at) FROM message WHERE claimed = 0 AND next_attempt_at IS NOT NULL",
        command => command.ExecuteScalar() is long next ? StoredTime.To(next) : null);

    public long CountWaiting() => Query(
        "SELECT count(*) FROM message WHERE next_attempt_at IS NOT NULL", command => (long)command.ExecuteScalar()!);

    public Stream? OpenBody(string id)
    {
        object? content = Query(
            "SELECT b.content FROM message m LEFT JOIN body b ON b.message = m.sequence WHERE m.id = $id",
            command => command.ExecuteScalar(),
            ("$id", id));
        return content switch
        {
            null => null,
            byte[] bytes => new MemoryStream(bytes, writable: false),
            _ => OpenFile(id),
        };
    }

    private FileStream OpenFile(string id)
    {
        try
        {
            return bodies.OpenRead(id);
        }
        catch (Exception exception) when (QueueErrors.IsStorageFailure(exception))
        {
            throw QueueErrors.Unavailable($"The content of message {id} could not be read.", exception);
        }
    }

    private T Query<T>(string sql, Func<SqliteCommand, T> read, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using SqliteConnection connection = database.OpenForReading();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        try
        {
            return read(command);
        }
        catch (SqliteException exception)
        {
            throw QueueErrors.Unavailable("The queue could not be read.", exception);
        }
    }
}
