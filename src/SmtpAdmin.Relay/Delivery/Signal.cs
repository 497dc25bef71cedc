using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>Wakes one waiter; set twice before it looks, it wakes once.</summary>
internal sealed class Signal(TimeProvider time)
{
    private TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => Volatile.Read(ref _set).TrySetResult();

    /// <summary>Returns when it is set, or after the time.</summary>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        Task set = Volatile.Read(ref _set).Task;
        await set.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (set.IsCompleted)
        {
            Volatile.Write(ref _set, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }
}
