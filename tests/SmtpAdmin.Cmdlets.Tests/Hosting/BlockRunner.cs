using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Tests.Engine;

namespace SmtpAdmin.Cmdlets.Tests.Hosting;

/// <summary>Runs Invoke-Block in the real engine, to its end or until it is stopped.</summary>
internal sealed class BlockRunner : IDisposable
{
    private readonly HostedEngine _engine = new(new SessionStateCmdletEntry("Invoke-Block", typeof(BlockCommand), null));

    public EngineResult Run(
        string block, Func<AsyncPipeline, CancellationToken, Task> action, string options = "", Action? onDispose = null)
        => _engine.Run(
            $"Invoke-Block -Block {block} -Action $action -OnDispose $onDispose {options}",
            ("action", action), ("onDispose", onDispose));

    /// <summary>Starts the block, stops the pipeline once the block says that it waits, and returns how long the stop took.</summary>
    public TimeSpan RunAndStop(string block, Func<AsyncPipeline, CancellationToken, Action, Task> action)
    {
        using ManualResetEventSlim waiting = new();
        Func<AsyncPipeline, CancellationToken, Task> work = (pipeline, token) => action(pipeline, token, waiting.Set);
        using PowerShell shell = _engine.Create(
            $"Invoke-Block -Block {block} -Action $action", ("action", work));
        IAsyncResult running = shell.BeginInvoke();
        if (!waiting.Wait(TimeSpan.FromSeconds(10)))
        {
            throw new TimeoutException("The block was never reached.");
        }

        long begun = System.Diagnostics.Stopwatch.GetTimestamp();
        shell.Stop();
        running.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(10));
        return System.Diagnostics.Stopwatch.GetElapsedTime(begun);
    }

    public void Dispose() => _engine.Dispose();
}
