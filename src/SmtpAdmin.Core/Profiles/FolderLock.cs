using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Sending.Pacing;
using SmtpAdmin.Core.Files;

namespace SmtpAdmin.Core.Profiles;

/// <summary>
/// Lets one process at a time change a folder of profiles: a change reads, merges and writes, and a secret's key must be
/// made once. The lock is the operating system's on an open file, so it ends with a process that dies.
/// </summary>
internal static class FolderLock
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="SmtpAdminException">Another process holds it for too long (ProfileStoreUnavailable).</exception>
    public static async Task<IDisposable> TakeAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, ".lock");
        long started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return OwnerOnly.OpenLock(path);
            }
            catch (IOException) when (clock.GetElapsedTime(started) < s_patience && Directory.Exists(folder))
            {
                await ClockDelay.WaitAsync(clock, s_pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
