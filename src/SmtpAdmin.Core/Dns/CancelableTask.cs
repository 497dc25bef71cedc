using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Ends a wait at once when the caller gives up, where the operation itself cannot be told: the system's resolver on
/// Windows PowerShell takes no token, and a connection that several questions share outlives each of them.
/// </summary>
internal static class CancelableTask
{
    /// <summary>
    /// Awaits the task or the cancellation. The task left behind is bounded by its own timeout; its failure is
    /// observed.
    /// </summary>
#if NETSTANDARD2_0
    public static async Task<T> OrCanceled<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        var canceled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => canceled.TrySetCanceled(cancellationToken)))
        {
            Task<T> first = await Task.WhenAny(task, canceled.Task).ConfigureAwait(false);
            if (first != task)
            {
                _ = task.ContinueWith(
                    static abandoned => abandoned.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }

            return await first.ConfigureAwait(false);
        }
    }
#else
    public static Task<T> OrCanceled<T>(this Task<T> task, CancellationToken cancellationToken) =>
        task.WaitAsync(cancellationToken);
#endif
}
