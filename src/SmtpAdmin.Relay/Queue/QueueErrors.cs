using System;
using System.IO;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>Storage failures as the catalogue's one error for them.</summary>
internal static class QueueErrors
{
    /// <summary>Whether an exception speaks of storage and not of a mistake in the code.</summary>
    public static bool IsStorageFailure(Exception exception) =>
        exception is SqliteException or IOException or UnauthorizedAccessException;

    public static SmtpAdminException Unavailable(string detail, Exception? cause = null) =>
        new(ErrorKind.QueueUnavailable, cause is null ? detail : $"{detail} {cause.Message}", innerException: cause);
}
