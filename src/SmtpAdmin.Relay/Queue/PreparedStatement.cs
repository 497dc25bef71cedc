using System;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>A statement that is compiled once and run many times with other values.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    /// <returns>The number of rows changed.</returns>
    public int Execute(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <returns>The first column of the first row, or null.</returns>
    public object? ExecuteScalar(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Bind(values);
        return _command.ExecuteScalar();
    }

    public SqliteDataReader ExecuteReader(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<(string Name, object? Value)> values)
    {
        _command.Parameters.Clear();
        foreach ((string name, object? value) in values)
        {
            _command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
    }
}
