using System;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>The writing connection with its prepared statements. Used by the committing thread only.</summary>
internal sealed class QueueStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedStatement _begin;
    private readonly PreparedStatement _commit;
    private readonly PreparedStatement _rollBack;

    public QueueStatements(SqliteConnection connection, TimeProvider time)
    {
        _connection = connection;
        _begin = new PreparedStatement(connection, "BEGIN IMMEDIATE");
        _commit = new PreparedStatement(connection, "COMMIT");
        _rollBack = new PreparedStatement(connection, "ROLLBACK");
        Inserts = new InsertStatements(connection);
        Claims = new ClaimStatements(connection);
        Outcomes = new OutcomeStatements(connection);
        Admin = new AdminStatements(connection);
        Events = new EventStatements(connection, time);
    }

    public InsertStatements Inserts { get; }

    public ClaimStatements Claims { get; }

    public OutcomeStatements Outcomes { get; }

    public AdminStatements Admin { get; }

    public EventStatements Events { get; }

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    /// <summary>Undoes the open transaction, where SQLite has not already done so itself (as on a full disk).</summary>
    public void RollBack()
    {
        try
        {
            _rollBack.Execute();
        }
        catch (SqliteException)
        {
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollBack.Dispose();
        Inserts.Dispose();
        Claims.Dispose();
        Outcomes.Dispose();
        Admin.Dispose();
        Events.Dispose();
        _connection.Dispose();
    }
}
