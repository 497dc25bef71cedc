using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>
/// Runs work for the objects of a pipeline side by side and hands out the results in the order of the input. Used by one
/// thread at a time; the work runs on others. What is done and not yet taken is bounded, so that a slow one at the head
/// holds the others up only when many wait behind it.
/// </summary>
/// <typeparam name="T">The result's type.</typeparam>
internal sealed class OrderedWork<T> : IDisposable
{
    // One silent name server in a while must not stop the others: these many may be done before it.
    private const int WaitingPerWorker = 8;

    private readonly Queue<Task<T>> _tasks = new();
    private readonly SemaphoreSlim _free;
    private readonly CancellationTokenSource _stop;
    private readonly int _capacity;
    private int _finished;

    /// <summary>Makes a row of work.</summary>
    /// <param name="limit">How many run at the same time.</param>
    /// <param name="stop">Cancelled when the user stops the pipeline.</param>
    public OrderedWork(int limit, CancellationToken stop)
    {
        _free = new SemaphoreSlim(limit, limit);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _capacity = limit * WaitingPerWorker;
    }

    /// <summary>How many were added.</summary>
    public int Added { get; private set; }

    /// <summary>How many have ended.</summary>
    public int Finished => Volatile.Read(ref _finished);

    /// <summary>Whether results must be taken before more is added.</summary>
    public bool IsFull => _tasks.Count >= _capacity;

    /// <summary>Whether there is a result to wait for.</summary>
    public bool HasNext => _tasks.Count > 0;

    /// <summary>Adds work, which begins when it is its turn.</summary>
    public void Add(Func<CancellationToken, Task<T>> work)
    {
        Added++;
        _tasks.Enqueue(RunAsync(work));
    }

    /// <summary>Waits until the next result in the order of the input can be taken.</summary>
    public Task WaitAsync() => Task.WhenAny(_tasks.Peek());

    /// <summary>Takes the next result in the order of the input, if it is there.</summary>
    /// <exception cref="PipelineStoppedException">The user has stopped the pipeline.</exception>
    public bool TryTake([MaybeNullWhen(false)] out T result)
    {
        if (!HasNext || !_tasks.Peek().IsCompleted)
        {
            result = default;
            return false;
        }

        try
        {
            result = _tasks.Dequeue().GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Ends what still runs, and waits until it has ended.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            Task.WaitAll([.. _tasks], CancellationToken.None);
        }
        catch (AggregateException)
        {
            // The pipeline has ended: nobody is left whom a failure could be told.
        }

        _stop.Dispose();
        _free.Dispose();
    }

    private async Task<T> RunAsync(Func<CancellationToken, Task<T>> work)
    {
        // Before any change of thread, so that they begin in the order of the input: the wait is fair.
        await _free.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            // This thread may be the pipeline's, which has objects to bring and to take away: none of the work is its own.
            return await Task.Run(() => work(_stop.Token), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Increment(ref _finished);
            _free.Release();
        }
    }
}
