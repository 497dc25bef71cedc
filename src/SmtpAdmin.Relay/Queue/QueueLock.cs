using System;
using System.IO;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// Keeps a second relay off the folder. SQLite alone would let it in, and both would then deliver the same mail. The
/// operating system gives the lock back when the process ends, however it ends; the empty file stays.
/// </summary>
internal sealed class QueueLock : IDisposable
{
    private const string FileName = "queue.lock";

    private readonly FileStream _file;

    private QueueLock(FileStream file) => _file = file;

    /// <exception cref="SmtpAdminException">Another relay holds the folder (QueueUnavailable).</exception>
    public static QueueLock Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return new QueueLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (QueueErrors.IsStorageFailure(exception))
        {
            string detail = $"The queue folder '{folder}' is in use by another relay, or '{FileName}' in it is barred.";
            throw QueueErrors.Unavailable(detail, exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
