using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>
/// What work that spans the blocks of a cmdlet leaves for the pipeline thread: it is done in order, whenever that thread
/// comes by. Between two blocks the thread belongs to the commands before, and nothing can be done for us.
/// </summary>
internal sealed class PipelineInbox
{
    private readonly Channel<Action> _actions =
        Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Leaves something to do. Called on any thread.</summary>
    public void Post(Action action) => _actions.Writer.TryWrite(action);

    /// <summary>Leaves something to do and waits for its result. Called on any thread but the pipeline's.</summary>
    public async Task<T> InvokeAsync<T>(Func<T> function, CancellationToken cancellationToken)
    {
        // Without this option the caller's code would resume on the pipeline thread and block what it waits for.
        TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                completion.TrySetResult(function());
            }
            catch (Exception exception)
            {
                completion.TrySetException(exception);
            }
        });
        using (cancellationToken.Register(() => completion.TrySetCanceled(cancellationToken)))
        {
            return await completion.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Does what is there to do. Called on the pipeline thread; what an action throws reaches the caller.</summary>
    public void Run()
    {
        while (_actions.Reader.TryRead(out Action? action))
        {
            action();
        }
    }

    /// <summary>Waits until there is something to do.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) =>
        await _actions.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
}
