using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// The tables, and how a database of an older version becomes one of this version. SQLite's user_version counts the
/// migrations that a file has been through; each runs in a transaction of its own. A migration that was released is
/// never edited: a change of the tables is a new one at the end.
/// </summary>
internal static class QueueSchema
{
    // A message's content has a table of its own: SQLite rewrites a whole row, content included, to change one number
    // in it. AUTOINCREMENT, because a late outcome must never meet another message under the number of one removed.
    // 'claimed' keeps a message that is being tried from being given out twice, however long the attempt takes.
    private static readonly string[] s_migrations =
    [
        """
        CREATE TABLE message (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            reverse_path TEXT NOT NULL,
            is_8bit INTEGER NOT NULL,
            client_address TEXT NOT NULL,
            client_name TEXT NOT NULL,
            authenticated_user TEXT,
            is_encrypted INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            size INTEGER NOT NULL,
            body_size INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            next_attempt_at INTEGER,
            claimed INTEGER NOT NULL
        );
        CREATE INDEX message_due ON message (claimed, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
        CREATE TABLE recipient (
            message INTEGER NOT NULL REFERENCES message (sequence) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            address TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            reply_code INTEGER,
            reply_status TEXT,
            last_text TEXT,
            PRIMARY KEY (message, ordinal)
        ) WITHOUT ROWID;
        CREATE TABLE body (
            message INTEGER PRIMARY KEY REFERENCES message (sequence) ON DELETE CASCADE,
            content BLOB NOT NULL
        );
        """,
        """
        ALTER TABLE message ADD COLUMN is_binary INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE message ADD COLUMN is_utf8 INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE message ADD COLUMN requires_tls INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE message ADD COLUMN dsn_return INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE message ADD COLUMN envelope_id TEXT;
        ALTER TABLE recipient ADD COLUMN notify INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE recipient ADD COLUMN original_recipient TEXT;
        """,
        """
        ALTER TABLE message ADD COLUMN delay_reported INTEGER NOT NULL DEFAULT 0;
        """,
    ];

    /// <exception cref="SmtpAdminException">The file was written by a later version (QueueUnavailable).</exception>
    public static void Migrate(SqliteConnection connection)
    {
        int version = ReadVersion(connection);
        if (version > s_migrations.Length)
        {
            throw QueueErrors.Unavailable(
                $"The queue was written by a later version (schema {version}); this one knows {s_migrations.Length}.");
        }

        for (; version < s_migrations.Length; version++)
        {
            string next = (version + 1).ToString(CultureInfo.InvariantCulture);
            Execute(connection, $"BEGIN IMMEDIATE; {s_migrations[version]} PRAGMA user_version = {next}; COMMIT;");
        }
    }

    private static int ReadVersion(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (int)(long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
