using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>
/// The base of every cmdlet: its blocks are asynchronous, and the pipeline thread serves them until they have ended.
/// A block runs on the thread pool; what it wants from PowerShell it asks of the <see cref="AsyncPipeline"/>.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>
    /// Runs once on the pipeline thread, before <see cref="BeginAsync"/>: the place for what the whole command needs and
    /// no object decides. Here the cmdlet's own Write methods may be called.
    /// </summary>
    protected virtual void PrepareCommand()
    {
    }

    /// <summary>Runs once before the first object of the pipeline.</summary>
    /// <param name="pipeline">The way to PowerShell.</param>
    /// <param name="cancellationToken">Cancelled when the user stops the pipeline.</param>
    /// <returns>The block's work.</returns>
    protected virtual Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Runs on the pipeline thread before each <see cref="ProcessAsync"/>: the place for what belongs to that thread, such
    /// as the session's variables and drives. Here the cmdlet's own Write methods may be called.
    /// </summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>
    /// Whether <see cref="ProcessAsync"/> has anything to do, asked after <see cref="Prepare"/>: a block costs two changes
    /// of thread, which a cmdlet that only hands its object on can save.
    /// </summary>
    protected virtual bool NeedsBlock => true;

    /// <summary>Cancelled when the user stops the pipeline, for work that spans the blocks.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>Runs for each object of the pipeline.</summary>
    /// <param name="pipeline">The way to PowerShell.</param>
    /// <param name="cancellationToken">Cancelled when the user stops the pipeline.</param>
    /// <returns>The block's work.</returns>
    protected virtual Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs once behind the last object of the pipeline; not when it was stopped.</summary>
    /// <param name="pipeline">The way to PowerShell.</param>
    /// <param name="cancellationToken">Cancelled when the user stops the pipeline.</param>
    /// <returns>The block's work.</returns>
    protected virtual Task EndAsync(AsyncPipeline pipeline, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        PrepareCommand();
        AsyncPipeline.Run(this, BeginAsync, _stop.Token);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        Prepare();
        if (NeedsBlock)
        {
            AsyncPipeline.Run(this, ProcessAsync, _stop.Token);
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => AsyncPipeline.Run(this, EndAsync, _stop.Token);

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Stop comes on a thread of its own and may arrive when the cmdlet has just ended: nothing is left to stop.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called by PowerShell when the pipeline has ended, however it ended.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }
}
