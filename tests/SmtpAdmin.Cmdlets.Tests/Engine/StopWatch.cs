using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>Stops a command that waits, as Ctrl+C does, and measures how long it takes to end.</summary>
internal static class StopWatch
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <param name="engine">The engine.</param>
    /// <param name="script">A command that would wait for longer than the test.</param>
    /// <param name="isWaiting">Whether it has come to the point of interest; after a moment where none is given.</param>
    public static TimeSpan Stop(HostedEngine engine, string script, Func<bool>? isWaiting = null)
    {
        using PowerShell shell = engine.Create(script);
        IAsyncResult running = shell.BeginInvoke();
        Stopwatch waited = Stopwatch.StartNew();
        while (isWaiting is null ? waited.Elapsed < TimeSpan.FromMilliseconds(300) : !isWaiting())
        {
            if (running.IsCompleted || waited.Elapsed > s_patience)
            {
                throw new InvalidOperationException("The command did not wait.");
            }

            Thread.Sleep(10);
        }

        long stopped = Stopwatch.GetTimestamp();
        shell.Stop();
        running.AsyncWaitHandle.WaitOne(s_patience);
        return Stopwatch.GetElapsedTime(stopped);
    }
}
