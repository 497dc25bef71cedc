using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>
/// What an asynchronous block uses to reach PowerShell. Every call is carried out by the pipeline thread, in the order
/// of the calls. Output, errors and questions are awaited, so that a slow reader slows the block down and a failure
/// reaches the caller; the other streams are queued. After a stop, every call throws PipelineStoppedException.
/// </summary>
public sealed class AsyncPipeline
{
    private readonly Cmdlet _cmdlet;
    private readonly CancellationTokenSource _block;
    private readonly BlockingCollection<Action> _work = [];
    private ExceptionDispatchInfo? _failure;

    private AsyncPipeline(Cmdlet cmdlet, CancellationTokenSource block)
    {
        _cmdlet = cmdlet;
        _block = block;
    }

    /// <summary>Runs a block to its end, serving it on this thread. Always awaits the block, also when stopping.</summary>
    internal static void Run(Cmdlet cmdlet, Func<AsyncPipeline, CancellationToken, Task> block, CancellationToken stop)
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        AsyncPipeline pipeline = new(cmdlet, source);
        using BlockingCollection<Action> work = pipeline._work;
        // The thread pool has no synchronization context, so no continuation of the block comes back to this thread.
        Task task = Task.Run(() => block(pipeline, source.Token), CancellationToken.None);
        Task closed = task.ContinueWith(
            _ => work.CompleteAdding(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        foreach (Action action in work.GetConsumingEnumerable(CancellationToken.None))
        {
            action();
        }

        closed.GetAwaiter().GetResult();
        pipeline.Finish(task, stop);
    }

    /// <summary>Writes an object to the output and waits until it was taken.</summary>
    /// <param name="value">The object.</param>
    /// <param name="enumerateCollection">Whether a collection is written element by element.</param>
    /// <returns>Completes when the object was taken, and fails as the write failed.</returns>
    public Task WriteObjectAsync(object? value, bool enumerateCollection = false)
        => InvokeAsync(cmdlet =>
        {
            cmdlet.WriteObject(value, enumerateCollection);
            return true;
        });

    /// <summary>Writes a non-terminating error and waits until it was taken.</summary>
    /// <param name="error">The error.</param>
    /// <returns>Completes when the error was taken; fails where the user's preference makes it terminating.</returns>
    public Task WriteErrorAsync(ErrorRecord error)
        => InvokeAsync(cmdlet =>
        {
            cmdlet.WriteError(error);
            return true;
        });

    /// <summary>Writes the catalogue's error for an exception and waits until it was taken.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="target">The user's item that it went wrong with.</param>
    /// <returns>Completes when the error was taken.</returns>
    public Task WriteErrorAsync(SmtpAdminException exception, object? target)
        => WriteErrorAsync(ErrorCatalog.CreateRecord(exception, target));

    /// <summary>Asks whether a change may be made (-WhatIf, -Confirm).</summary>
    /// <param name="target">What would be changed.</param>
    /// <param name="action">What would be done to it.</param>
    /// <returns>Whether to make the change.</returns>
    public Task<bool> ShouldProcessAsync(string target, string action)
        => InvokeAsync(cmdlet => cmdlet.ShouldProcess(target, action));

    /// <summary>Queues a verbose message.</summary>
    /// <param name="text">The message.</param>
    public void WriteVerbose(string text) => Queue(cmdlet => cmdlet.WriteVerbose(text));

    /// <summary>Queues a debug message.</summary>
    /// <param name="text">The message.</param>
    public void WriteDebug(string text) => Queue(cmdlet => cmdlet.WriteDebug(text));

    /// <summary>Queues a warning.</summary>
    /// <param name="text">The warning.</param>
    public void WriteWarning(string text) => Queue(cmdlet => cmdlet.WriteWarning(text));

    /// <summary>Queues a progress record.</summary>
    /// <param name="record">The record.</param>
    public void WriteProgress(ProgressRecord record) => Queue(cmdlet => cmdlet.WriteProgress(record));

    /// <summary>Runs something on the pipeline thread and waits for its result.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="function">What to run; it may call the cmdlet's own methods.</param>
    /// <returns>The function's result, or its failure.</returns>
    public Task<T> InvokeAsync<T>(Func<Cmdlet, T> function)
    {
        // Without this option the caller's code would resume on the pipeline thread and block the queue it waits for.
        TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                completion.SetResult(Execute(function));
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        });
        return completion.Task;
    }

    private void Queue(Action<Cmdlet> action)
        => Post(() =>
        {
            try
            {
                Execute(cmdlet =>
                {
                    action(cmdlet);
                    return true;
                });
            }
            catch (Exception) when (_failure is not null)
            {
                // Nobody awaits this write; Finish throws what it failed with.
            }
        });

    private void Post(Action action)
    {
        if (_block.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        try
        {
            _work.Add(action);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ObjectDisposedException)
        {
            // The block has ended and somebody still holds its pipeline.
            throw new PipelineStoppedException();
        }
    }

    private T Execute<T>(Func<Cmdlet, T> function)
    {
        // Once PowerShell has refused a write, the pipeline is ending: what is still queued must not reach it.
        _failure?.Throw();
        try
        {
            return function(_cmdlet);
        }
        catch (Exception exception) when (exception is not SmtpAdminException)
        {
            // A failure of our own is the caller's to handle; any other is PowerShell ending the pipeline.
            _failure = ExceptionDispatchInfo.Capture(exception);
            _block.Cancel();
            throw;
        }
    }

    private void Finish(Task task, CancellationToken stop)
    {
        // PowerShell's own exceptions (a stop, an -ErrorAction Stop) must reach it even if the block swallowed them.
        _failure?.Throw();
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (TerminatingErrorException exception)
        {
            _cmdlet.ThrowTerminatingError(exception.ErrorRecord);
        }
        catch (Exception exception)
        {
            _cmdlet.ThrowTerminatingError(ErrorCatalog.CreateRecord(exception, target: null));
        }
    }
}
