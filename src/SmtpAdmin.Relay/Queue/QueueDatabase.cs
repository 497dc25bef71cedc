using System;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>Opens connections to the queue's database file with the settings that its promises rest on.</summary>
internal sealed class QueueDatabase(string folder, int? maximumPages) : IDisposable
{
    private readonly string _path = Path.Combine(folder, "queue.db");

    /// <summary>The one connection that writes.</summary>
    public SqliteConnection OpenForWriting()
    {
        // synchronous=FULL flushes the log at every commit. NORMAL, the usual setting with WAL, may lose the last
        // commits at a power loss, and with them mail that was answered with 250.
        string limit = maximumPages is { } pages
            ? $"PRAGMA max_page_count = {pages.ToString(CultureInfo.InvariantCulture)};"
            : string.Empty;
        SqliteConnection connection = Open(
            SqliteOpenMode.ReadWriteCreate,
            pooling: false,
            $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; {limit}");
        try
        {
            QueueSchema.Migrate(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that reads beside the writer: WAL shows it the last commit and never blocks it.</summary>
    public SqliteConnection OpenForReading() => Open(SqliteOpenMode.ReadOnly, pooling: true, "PRAGMA query_only = ON");

    public void Dispose()
    {
        using var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooling: true));
        SqliteConnection.ClearPool(connection);
    }

    private SqliteConnection Open(SqliteOpenMode mode, bool pooling, string settings)
    {
        var connection = new SqliteConnection(ConnectionString(mode, pooling));
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch (Exception exception) when (QueueErrors.IsStorageFailure(exception))
        {
            connection.Dispose();
            throw QueueErrors.Unavailable($"The queue '{_path}' could not be opened.", exception);
        }
    }

    private string ConnectionString(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = pooling }.ConnectionString;
}
