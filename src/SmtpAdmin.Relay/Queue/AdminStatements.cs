using System;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>What an admin changes by hand, inside the open transaction.</summary>
internal sealed class AdminStatements(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _hold = new(
        connection, "UPDATE message SET held = $held WHERE id = $id AND next_attempt_at IS NOT NULL");

    private readonly PreparedStatement _reopen = new(
        connection,
        """
        UPDATE recipient SET state = 1
        WHERE state = 3 AND message = (SELECT sequence FROM message WHERE id = $id AND claimed = 0)
        """);

    private readonly PreparedStatement _makeDue = new(
        connection,
        """
        UPDATE message SET next_attempt_at = $now, held = 0
        WHERE id = $id AND EXISTS (SELECT 1 FROM recipient WHERE message = message.sequence AND state IN (0, 1))
        """);

    private readonly PreparedStatement _setAside = new(
        connection,
        """
        UPDATE message SET next_attempt_at = NULL
        WHERE next_attempt_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM recipient WHERE message = message.sequence AND state IN (0, 1))
        """);

    /// <returns>Whether there is such a message that still waits.</returns>
    public bool Hold(string id, bool isHeld) => _hold.Execute(("$held", isHeld), ("$id", id)) > 0;

    /// <summary>Makes a message due at once; copies that were kept as failed are tried again.</summary>
    /// <returns>Whether there is such a message.</returns>
    public bool Retry(string id, DateTimeOffset now)
    {
        _reopen.Execute(("$id", id));
        return _makeDue.Execute(("$now", StoredTime.From(now)), ("$id", id)) > 0;
    }

    /// <summary>Takes entries that nobody can be tried for out of the way of the others.</summary>
    /// <returns>How many there were.</returns>
    public int SetAsideBroken() => _setAside.Execute();

    public void Dispose()
    {
        _hold.Dispose();
        _reopen.Dispose();
        _makeDue.Dispose();
        _setAside.Dispose();
    }
}
